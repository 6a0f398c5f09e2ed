/** What annotating.spec.ts leaves: every other gesture, once by mouse and once by keyboard alone, each undone. */
import type { Page } from '@playwright/test';
import { expect, test } from './app.ts';
import { ABSTRACT, abstract, bar, cards, dump, expectAccessible, openPaper, press } from './boats-paper.ts';
import { selectText } from './select-text.ts';

const COLOURS = ['Yellow', 'Green', 'Blue', 'Pink', 'Orange', 'Purple'];
const swatch = (page: Page, name: string) =>
  cards(page).getByRole('button', { name: `${name}, change colour` });
const active = (page: Page) => cards(page).and(page.locator('[aria-current=true]'));
/** All of the annotations' words and colours, as one sees them. */
const seen = (page: Page) => cards(page).evaluateAll((all) => all.map((card) => card.textContent));

/** Does something, and has it undone. */
async function undone(page: Page, work: () => Promise<void>, check: () => Promise<void>): Promise<void> {
  const before = await seen(page);
  await work();
  await check();
  await page.keyboard.press('Control+z');
  await expect.poll(() => seen(page)).toEqual(before);
}

test('each gesture by mouse', async ({ launch, folder }) => {
  const { page } = await launch({ files: [await dump(folder, ABSTRACT, 1)] });
  await openPaper(page);

  await test.step('six colours', async () => {
    for (const [index, word] of ['We', 'count', 'boats', 'tides', 'move', 'sand'].entries()) {
      await selectText(page, abstract(page), word);
      await bar(page)
        .getByRole('button', { name: COLOURS[index] ?? '' })
        .click();
      await expect(swatch(page, COLOURS[index] ?? '')).toHaveCount(1);
    }
    for (let left = 5; left >= 0; left -= 1) {
      await page.keyboard.press('Control+z');
      await expect(cards(page)).toHaveCount(left);
    }
  });

  await test.step('one letter, an emoji, a combined letter, across math, the whole', async () => {
    for (const [selected, quoted] of [
      ['c', /^c$/],
      ['😀', /^😀$/],
      ['e\u0301', /^e\u0301$/],
      ['find x', /^find.*y/],
      ['We count', /^We count$/],
    ] as const) {
      await undone(
        page,
        async () => {
          await selectText(page, abstract(page), selected);
          await bar(page).getByRole('button', { name: 'Blue' }).click();
        },
        () => expect(cards(page)).toHaveText([quoted]),
      );
    }
    const box = await abstract(page).locator('p').boundingBox();
    if (box === null) throw new Error('The abstract is not there.');
    await undone(
      page,
      async () => {
        await page.mouse.move(box.x + 1, box.y + 8);
        await page.mouse.down();
        await page.mouse.move(box.x + box.width - 2, box.y + box.height - 4, { steps: 10 });
        await page.mouse.up();
        await bar(page).getByRole('button', { name: 'Underline' }).click();
      },
      () => expect(cards(page)).toHaveText([/^We count boats/]),
    );
  });

  await selectText(page, abstract(page), 'tides move sand');
  await bar(page).getByRole('button', { name: 'Comment' }).click();
  await page.keyboard.type('Says **who**?');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(cards(page).locator('strong')).toHaveText('who');
  const card = cards(page).first();

  await test.step('recolour, underline, extend, split, delete on its card', async () => {
    await undone(
      page,
      async () => {
        await swatch(page, 'Blue').click();
        await page.getByRole('menuitemradio', { name: 'Purple' }).click();
      },
      () => expect(swatch(page, 'Purple')).toHaveCount(1),
    );
    await undone(
      page,
      async () => {
        await card.hover();
        await card.getByRole('button', { name: 'More' }).click();
        await page.getByRole('menuitem', { name: 'Underline instead' }).click();
      },
      () => expect(swatch(page, 'Blue underline')).toHaveCount(1),
    );
    await undone(
      page,
      async () => {
        await selectText(page, abstract(page), 'The tides move sand, slowly');
        await bar(page).getByRole('button', { name: 'Extend or shrink the annotation' }).click();
      },
      () => expect(cards(page)).toHaveText([/^The tides move sand, slowly/]),
    );
    await undone(
      page,
      async () => {
        await abstract(page)
          .getByText('tides move sand', { exact: true })
          .click({ position: { x: 45, y: 8 } });
        await card.getByRole('button', { name: 'More' }).click();
        await page.getByRole('menuitem', { name: 'Split at the caret' }).click();
      },
      () => expect(cards(page)).toHaveCount(2),
    );
    await undone(
      page,
      async () => {
        await card.hover();
        await card.getByRole('button', { name: 'Delete annotation' }).click();
      },
      () => expect(cards(page)).toHaveCount(0),
    );
  });

  await test.step('six on the same words have a line each, and the tools of a card cover no words', async () => {
    for (const colour of COLOURS) {
      await selectText(page, abstract(page), 'boats');
      await bar(page).getByRole('button', { name: colour }).click();
      await expect(swatch(page, colour)).toHaveCount(colour === 'Blue' ? 2 : 1);
    }
    const lines = await abstract(page)
      .locator('mark')
      .filter({ hasText: /^boats$/ })
      .evaluateAll((marks) => marks.map((mark) => getComputedStyle(mark).textUnderlineOffset));
    expect(new Set(lines).size).toBe(6);
    for (const width of [1280, 1600]) {
      await page.setViewportSize({ width, height: 860 });
      for (const one of await cards(page).all()) {
        await one.hover();
        await expect(one.getByRole('button', { name: 'Delete annotation' })).toBeVisible();
        const covered = await page.evaluate(() => {
          const tools = document.querySelector('.note-card__tools')?.getBoundingClientRect();
          return [...document.querySelectorAll('.note-card__quote')].flatMap((quote) => {
            const { top, bottom } = quote.getBoundingClientRect();
            return tools && tools.top < bottom && top < tools.bottom ? [quote.textContent] : [];
          });
        });
        expect(covered).toEqual([]);
      }
    }
    for (const _ of COLOURS) await page.keyboard.press('Control+z');
    await expect(cards(page)).toHaveCount(1);
  });

  await test.step('its words and its card point at each other', async () => {
    await card.hover();
    await expect(abstract(page).locator('mark[data-pointed]')).toHaveText('tides move sand');
    await page.mouse.move(2, 2);
    await abstract(page).locator('mark').first().hover();
    await expect(active(page)).toHaveCount(1);
  });
});

test('each gesture by keyboard alone, light and dark', async ({ launch, folder }) => {
  const { page } = await launch({ files: [await dump(folder, ABSTRACT, 1)] });
  await openPaper(page);
  await page.keyboard.press('Enter');

  await test.step('six colours, one word each; over an emoji, an accent and a formula whole', async () => {
    await press(page, 'Home');
    for (const key of ['1', '2', '3', '4', '5', '6']) {
      await press(page, 'Control+ArrowRight', 'Control+Shift+ArrowRight', key);
      await expect(swatch(page, COLOURS[Number(key) - 1] ?? '')).toHaveCount(1);
    }
    for (let left = 5; left >= 0; left -= 1) {
      await page.keyboard.press('Control+z');
      await expect(cards(page)).toHaveCount(left);
    }
    const before = ABSTRACT.slice(0, ABSTRACT.indexOf('😀'));
    await abstract(page).focus();
    await press(page, 'Home', ...Array.from(before, () => 'ArrowRight'));
    await undone(
      page,
      () => press(page, 'Shift+ArrowRight', '1'),
      () => expect(cards(page)).toHaveText([/^😀$/]),
    );
    await abstract(page).focus();
    await press(page, ...Array.from(' harbours with ', () => 'ArrowRight'));
    await undone(
      page,
      () => press(page, 'Shift+ArrowRight', '1'),
      () => expect(cards(page)).toHaveText([/^e\u0301$/]),
    );
    await abstract(page).focus();
    await press(page, ...Array.from('lan, and find ', () => 'ArrowRight'));
    await undone(
      page,
      () => press(page, 'Shift+ArrowRight', '1'),
      () => expect(cards(page).locator('.katex')).toHaveCount(1),
    );
  });

  await test.step('back by word, clause and sentence', async () => {
    for (const [key, words] of [
      ['Control+Shift+ArrowLeft', /^less/],
      ['Control+Shift+ArrowUp', /^or|less/],
      ['Shift+ArrowUp', /^See/],
    ] as const) {
      await abstract(page).focus();
      await undone(
        page,
        () => press(page, 'End', key, '4'),
        () => expect(cards(page)).toHaveText([words]),
      );
    }
  });

  await test.step('each of an overlap is gone to, commented on, recoloured, tagged and deleted', async () => {
    await abstract(page).focus();
    await press(page, 'Home', 'Shift+ArrowDown', '2', 'Home', 'Control+Shift+ArrowDown', '4');
    await press(page, 'Home', 'Control+Shift+ArrowRight', '6');
    await expect(cards(page)).toHaveCount(3);
    await press(page, 'End');
    for (const name of ['Green', 'Pink', 'Purple']) {
      await press(page, '[');
      await expect(active(page).getByRole('button', { name: `${name}, change colour` })).toHaveCount(1);
    }
    await press(page, 'c');
    await page.keyboard.type('By *keys*');
    await press(page, 'Control+Enter');
    await expect(active(page).locator('em')).toHaveText('keys');
    await expect(abstract(page)).toBeFocused();
    await undone(
      page,
      () => press(page, '3'),
      () => expect(swatch(page, 'Blue')).toHaveCount(1),
    );
    await press(page, '#');
    await page.keyboard.type('keyed');
    await press(page, 'Enter');
    await expect(active(page)).toContainText('keyed');
    await press(page, 'Escape');
    await expect(abstract(page)).toBeFocused();
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await expectAccessible(page);
    }
    await active(page).getByRole('button', { name: 'Copy quotation' }).focus();
    await undone(
      page,
      () => press(page, 'Delete'),
      () => expect(cards(page)).toHaveCount(2),
    );
  });

  await test.step('a colour is named', async () => {
    await press(page, 'Control+k');
    await page.keyboard.type('Name the colours');
    await press(page, 'Enter');
    await page.getByRole('textbox', { name: 'Green' }).focus();
    await page.keyboard.type('claim');
    await press(page, 'Enter');
    await expect(cards(page).filter({ hasText: 'claim' })).toHaveCount(1);
  });
});
