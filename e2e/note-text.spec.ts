/** What is put into a note, by hand, keyboard or clipboard, and what links out of notes lead to. */
import path from 'node:path';
import type { Page } from '@playwright/test';
import { dropFiles, expect, test } from './app.ts';
import { selectText } from './select-text.ts';

const listing = path.join(import.meta.dirname, 'fixtures', 'listing.txt');

const papers = (page: Page) => page.getByRole('grid', { name: 'Papers' }).getByRole('row');
const paper = (page: Page) => page.getByRole('article', { name: 'Paper' });
const heading = (page: Page) => paper(page).getByRole('heading', { level: 1 });
const note = (page: Page) => page.getByRole('textbox', { name: 'Note' });
const saved = (page: Page) => paper(page).getByText('Saved', { exact: true });
const message = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });

async function openPepperLog(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Import files' }).first()).toBeVisible();
  await dropFiles(page, [listing]);
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await papers(page).filter({ hasText: 'PepperLog' }).first().click();
  await expect(heading(page)).toContainText('PepperLog');
}

/** The note that the library holds of the paper whose link is copied, asked for at the door of the window. */
async function storedNote(page: Page, paperId: number): Promise<string> {
  return page.evaluate(async (id) => {
    const { postil } = window as unknown as {
      postil: { call(name: string, input: unknown): Promise<{ value: { note: { text: string } | null } }> };
    };
    return (await postil.call('paper.open', { paperId: id })).value.note?.text ?? '';
  }, paperId);
}

async function paperId(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Copy link', exact: true }).click();
  const words = page.getByRole('status').filter({ hasText: 'postil://paper/' });
  return Number(/paper\/(\d+)/.exec((await words.textContent()) ?? '')?.[1]);
}

/** Pastes a text into what has the focus, as the clipboard would hand it over. */
async function paste(page: Page, text: string): Promise<void> {
  await note(page).evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

test('what is pasted is stored as it is: blanks, tabs, marks, and line ends of one kind', async ({
  launch,
}) => {
  const { page } = await launch();
  await openPepperLog(page);
  const id = await paperId(page);
  await note(page).click();
  const pasted =
    '\ufefftab\there  \n\n\u0000 nul, \u202eturned\u202c, e\u0301 \u00a0 \u2028 🙂 \n\ttrailing \t ';
  await paste(page, pasted);
  await expect.poll(() => storedNote(page, id)).toBe(pasted);
  await expect(saved(page)).toBeVisible();

  await test.step('typed on behind it, only what was typed is new', async () => {
    await page.keyboard.press('Control+End');
    await page.keyboard.type('x');
    await expect.poll(() => storedNote(page, id)).toBe(`${pasted}x`);
  });

  await test.step('lines of other systems end as those of the note do; half a character is marked', async () => {
    await page.keyboard.press('Control+a');
    await paste(page, 'one\r\ntwo\rthree\n\ud83d.');
    await expect.poll(() => storedNote(page, id)).toBe('one\ntwo\nthree\n\ufffd.');
    await note(page).getByText('one').click();
    await page.keyboard.press('End');
    await page.keyboard.type('!');
    await expect.poll(() => storedNote(page, id)).toBe('one!\ntwo\nthree\n\ufffd.');
  });
});

test('papers and annotations are linked by the keyboard alone', async ({ launch }) => {
  const { page } = await launch();
  await openPepperLog(page);
  await selectText(page, page.getByRole('region', { name: 'Abstract' }), 'minimum description length');
  await page.keyboard.press('1');
  await expect(page.getByRole('list', { name: 'Annotations' }).getByRole('listitem')).toHaveCount(1);
  await page.getByRole('grid', { name: 'Papers' }).focus();
  await page.keyboard.press('n');
  await page.keyboard.type('See [[');
  await expect(page.getByRole('option').nth(1)).toBeVisible();
  await page.keyboard.type('hazel');
  const hazel = page.getByRole('option', { name: /HazelDock/ });
  await expect(hazel).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(note(page)).toContainText(/See \[HazelDock.*\]\(postil:\/\/paper\/\d+\)/);
  await page.keyboard.type(' and ');
  // Enter within 75 ms of the list's opening ends the line instead (CodeMirror's `interactionDelay`): then once more.
  await expect(async () => {
    await page.keyboard.type('@');
    await expect(page.getByRole('option', { name: /minimum/ })).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('option')).toHaveCount(0);
    await expect(note(page)).toContainText(/\[“minimum description length”\]\(postil:\/\/annotation\//, {
      timeout: 1000,
    });
  }).toPass({ timeout: 10_000 });
  await page.keyboard.type(' and [[pep');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option')).toHaveCount(0);
  await expect(note(page)).toContainText('[[pep');
});

test('a link from elsewhere opens its paper or annotation, or says that it is gone', async ({ launch }) => {
  const { app, page } = await launch();
  await openPepperLog(page);
  const follow = (url: string) =>
    app.evaluate(({ app: electronApp }, link) => {
      // As macOS hands links over.
      electronApp.emit('open-url', { preventDefault: () => {} }, link);
    }, url);
  const id = await paperId(page);
  await selectText(page, page.getByRole('region', { name: 'Abstract' }), 'minimum description length');
  await page.keyboard.press('1');
  const card = page.getByRole('list', { name: 'Annotations' }).getByRole('listitem');
  await card.click();
  await card.getByRole('button', { name: 'Copy link to annotation' }).click();
  const told = (await message(page, 'postil://annotation/').textContent()) ?? '';
  const annotation = /postil:\/\/annotation\/[\da-f-]+/.exec(told)?.[0] ?? '';

  await papers(page).filter({ hasText: 'HazelDock' }).first().click();
  await expect(heading(page)).toContainText('HazelDock');
  await follow(`postil://paper/${id}`);
  await expect(heading(page)).toContainText('PepperLog');
  await papers(page).filter({ hasText: 'HazelDock' }).first().click();
  await expect(heading(page)).toContainText('HazelDock');
  await follow(annotation);
  await expect(heading(page)).toContainText('PepperLog');
  await expect(card).toBeInViewport();
  await follow('postil://paper/4711');
  await expect(message(page, 'is not in this library: postil://paper/4711')).toBeVisible();
  await expect(heading(page)).toContainText('PepperLog');
});

test('of a very long note the preview shows the part that is written in, and the others', async ({
  launch,
}) => {
  const { page } = await launch();
  await openPepperLog(page);
  await note(page).click();
  const paragraphs = Array.from(
    { length: 60 },
    (_, index) => `Tide ${index} of $x_{${index}}$. ${'sand '.repeat(700)}`,
  );
  await paste(page, `${paragraphs.join('\n\n')}\n\n- [ ] the end`);
  await page.keyboard.press('Control+End');
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  const preview = page.getByRole('region', { name: 'Preview of the note' });
  await expect(preview).toContainText('Part 3 of 3');
  await preview.getByRole('checkbox', { name: 'To do' }).click();
  await expect(note(page)).toContainText('- [x] the end');
  await preview.getByRole('button', { name: 'Part before' }).click();
  await expect(preview).toContainText('Part 2 of 3');
  await expect(preview).not.toContainText('the end');
});
