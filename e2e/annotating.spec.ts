/** Annotating an abstract: by mouse, by keyboard alone and by touch; overlaps, orphans and versions. */
import type { Page } from '@playwright/test';
import { dropFiles, expect, test } from './app.ts';
import { ABSTRACT, abstract, bar, cards, dump, expectAccessible, openPaper, press } from './boats-paper.ts';
import { selectText } from './select-text.ts';

const message = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });

test('annotates with the keyboard alone', async ({ launch, folder }) => {
  const { page } = await launch({ files: [await dump(folder, ABSTRACT, 1)] });
  await openPaper(page);
  await page.keyboard.press('Enter');
  await expect(abstract(page)).toBeFocused();

  await test.step('by character, word, clause and sentence, over emoji, accents and math', async () => {
    await press(page, 'Shift+ArrowRight', '1');
    await expect(cards(page)).toHaveText([/W/]);
    await press(page, 'Home', 'Control+ArrowRight', 'Control+Shift+ArrowRight', '2');
    await expect(cards(page).filter({ hasText: 'count' })).toHaveCount(1);
    await press(page, 'Home', 'Control+Shift+ArrowDown', 'u');
    await expect(
      cards(page).filter({ hasText: 'We count boats in 😀 harbours with e\u0301lan,' }),
    ).toHaveCount(1);
    await expect(page.getByRole('button', { name: /^Green underline/ })).toHaveCount(1);
    await press(page, 'Home', 'Shift+ArrowDown', '3');
    await expect(cards(page).filter({ hasText: 'of them.' })).toHaveCount(1);
    await press(page, 'Home', 'Control+a', 'c');
    await page.keyboard.type('How *many*?');
    await page.keyboard.press('Control+Enter');
    await expect(cards(page).getByText('many', { exact: true })).toHaveCSS('font-style', 'italic');
    await expect(cards(page)).toHaveCount(5);
  });

  await test.step('each is one step of undo', async () => {
    for (let left = 4; left >= 0; left -= 1) {
      await page.keyboard.press('Control+z');
      await expect(cards(page)).toHaveCount(left);
    }
  });

  await test.step('splits, merges, recolours, extends, deletes', async () => {
    await abstract(page).focus();
    await press(page, 'Home', 'Control+Shift+ArrowDown', '1');
    await expect(cards(page)).toHaveCount(1);
    await press(page, 'ArrowLeft', 'Control+ArrowLeft', 'x');
    await expect(cards(page)).toHaveText([/harbours with$/, /e\u0301lan,$/]);
    await press(page, 'm');
    await expect(cards(page)).toHaveText([/with e\u0301lan,$/]);
    await press(page, '5');
    await expect(page.getByRole('button', { name: /^Orange, change/ })).toHaveCount(1);
    await press(page, 'Home', 'Shift+ArrowDown', 'f');
    await expect(cards(page)).toHaveText([/of them\.$/]);
    await press(page, 'End', '[', 'Delete');
    await expect(cards(page)).toHaveCount(0);
    await expect(message(page, 'Annotation deleted. Undo brings it back.')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(cards(page)).toHaveCount(1);
  });
});

test('annotates with the mouse, layer by layer, and names what colours mean', async ({ launch, folder }) => {
  const { page } = await launch({ files: [await dump(folder, ABSTRACT, 1)] });
  await openPaper(page);

  await test.step('overlaps are reached one after the other', async () => {
    await selectText(page, abstract(page), 'count boats in 😀 harbours');
    await bar(page).getByRole('button', { name: 'Green' }).click();
    await selectText(page, abstract(page), 'boats in');
    await bar(page).getByRole('button', { name: 'Pink' }).click();
    await selectText(page, abstract(page), '😀 harbours with');
    await bar(page).getByRole('button', { name: 'Underline' }).click();
    await expect(cards(page)).toHaveCount(3);
    const word = abstract(page).getByText('boats in', { exact: true });
    const active = cards(page).and(page.locator('[aria-current=true]'));
    await word.click();
    await expect(active).toHaveText(/^boats in/);
    await word.click();
    await expect(active).toHaveText(/^count boats/);
    await word.click();
    await expect(active).toHaveText(/^boats in/);
  });

  await test.step('a tag on an annotation; a meaning for its colour', async () => {
    const card = cards(page).filter({ hasText: /boats in(?! 😀)/ });
    await card.getByRole('button', { name: 'Tag annotation' }).click();
    await page.keyboard.type('key point');
    await page.keyboard.press('Enter');
    await expect(card).toContainText('key point');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Name the colours' }).click();
    const dialog = page.getByRole('dialog', { name: 'What the colours mean' });
    await dialog.getByRole('textbox', { name: 'Pink' }).fill('doubt');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(card).toContainText('doubt');
    await expect(page.getByRole('list', { name: 'Meaning of the colours' })).toContainText('doubt');
    await selectText(page, abstract(page), 'slowly');
    await expect(bar(page).getByRole('button', { name: 'Pink' })).toHaveAccessibleDescription('doubt');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
  });

  await test.step('the margin: no card over another', async () => {
    const boxes = await Promise.all((await cards(page).all()).map((card) => card.boundingBox()));
    const ordered = boxes.flatMap((box) => box ?? []).toSorted((one, other) => one.y - other.y);
    for (const [index, box] of ordered.entries()) {
      expect(ordered[index + 1]?.y ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(box.y + box.height);
    }
  });

  await test.step('merge by the bar; math whole; broken math as its source', async () => {
    await selectText(page, abstract(page), 'boats in 😀 harbours');
    await bar(page).getByRole('button', { name: 'Merge annotations' }).click();
    await expect(cards(page)).toHaveText([/count boats in 😀 harbours with/]);
    await expect(abstract(page).locator('.katex')).toHaveCount(1);
    await expect(abstract(page)).toContainText('$\\frac{1$');
  });

  await test.step('links ask before they leave', async () => {
    await abstract(page).getByRole('link', { name: 'arXiv:2506.00002' }).press('Enter');
    const leaving = page.getByRole('dialog', { name: 'Open this page in the browser?' });
    await expect(leaving).toContainText('https://arxiv.org/abs/2506.00002');
    await leaving.getByRole('button', { name: 'Stay here' }).click();
    await expect(leaving).toBeHidden();
  });

  await test.step('the text grows, and stays so', async () => {
    await page.getByRole('button', { name: 'Larger text' }).click();
    await expect(abstract(page).locator('p')).toHaveCSS('font-size', '18.5px');
    await page.reload();
    await page.getByRole('grid', { name: 'Papers' }).getByRole('row').first().click();
    await expect(abstract(page).locator('p')).toHaveCSS('font-size', '18.5px');
  });
});

test('a pen selects as a mouse does; a finger that rests selects a word, and goes on by words', async ({
  launch,
  folder,
}) => {
  const { page } = await launch({ files: [await dump(folder, ABSTRACT, 1)] });
  await openPaper(page);
  const text = await abstract(page).locator('p').boundingBox();
  const at = (x: number) => ({ x: (text?.x ?? 0) + x, y: (text?.y ?? 0) + 12 });
  const selected = () => page.evaluate(() => String(document.getSelection()));
  const input = await page.context().newCDPSession(page);
  const pen = { pointerType: 'pen', button: 'left', clickCount: 1 } as const;
  const finger = (type: 'touchStart' | 'touchMove', x: number) =>
    input.send('Input.dispatchTouchEvent', { type, touchPoints: [at(x)] });

  await test.step('by pen', async () => {
    await input.send('Input.dispatchMouseEvent', { ...pen, type: 'mousePressed', ...at(1) });
    await input.send('Input.dispatchMouseEvent', { ...pen, type: 'mouseMoved', buttons: 1, ...at(60) });
    await input.send('Input.dispatchMouseEvent', { ...pen, type: 'mouseReleased', ...at(60) });
    await expect.poll(selected).toMatch(/^We co/);
    await bar(page).getByRole('button', { name: 'Green' }).click();
    await expect(cards(page)).toHaveText([/We co/]);
  });

  await test.step('by finger', async () => {
    await finger('touchStart', 4);
    await expect.poll(selected).toBe('We');
    await finger('touchMove', 40);
    await expect.poll(selected).toBe('We count');
    await input.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await bar(page).getByRole('button', { name: 'Blue' }).click();
    await expect(cards(page)).toHaveCount(2);
  });
});

test('a new version is compared word by word; what lost its words is put where they went', async ({
  launch,
  folder,
}) => {
  const { page } = await launch({ files: [await dump(folder, ABSTRACT, 1)] });
  await openPaper(page);
  await selectText(page, abstract(page), 'count boats in');
  await bar(page).getByRole('button', { name: 'Blue' }).click();
  await selectText(page, abstract(page), 'The tides move sand, slowly');
  await bar(page).getByRole('button', { name: 'Green' }).click();
  await expect(cards(page)).toHaveCount(2);
  await dropFiles(page, [await dump(folder, ABSTRACT.replace('sand, slowly', 'the mud and quickly'), 2)]);
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await expect(abstract(page)).toContainText('the mud and quickly');
  const orphan = cards(page).filter({ hasText: 'Its words are not in this version' });
  await expect(orphan).toContainText('The tides move sand, slowly');

  await page.getByRole('button', { name: 'Compare 2 versions' }).click();
  const compared = page.getByRole('region', { name: 'Compared versions' });
  await expect(compared.getByRole('deletion').first()).toContainText('sand, slowly');
  await expect(compared.getByRole('insertion').first()).toContainText('the mud and quickly');
  await expectAccessible(page);

  await orphan.getByRole('button', { name: 'Put it here' }).first().click();
  await expect(orphan).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(orphan).toHaveCount(1);

  await selectText(page, abstract(page), 'count boats in 😀 harbours');
  await orphan.getByRole('button', { name: 'Put it on the selection' }).click();
  await expect(orphan).toHaveCount(0);
  await expect(cards(page).filter({ hasText: 'count boats in 😀 harbours' })).toHaveCount(1);
});

test('a comment that is written while another version comes stays with the words it was begun on', async ({
  launch,
  folder,
}) => {
  const { page } = await launch({ files: [await dump(folder, ABSTRACT, 1)] });
  await openPaper(page);
  await selectText(page, abstract(page), 'The tides move sand');
  await bar(page).getByRole('button', { name: 'Comment' }).click();
  await page.getByRole('textbox', { name: 'Comment' }).fill('How much?');
  await dropFiles(page, [await dump(folder, `In this second version there is more. ${ABSTRACT}`, 2)]);
  await expect(abstract(page)).toContainText('In this second version');
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await expect(cards(page)).toContainText(['The tides move sandHow much?']);
});
