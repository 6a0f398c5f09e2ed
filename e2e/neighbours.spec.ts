/** Large papers beside the open one are made ready unseen: nobody hears or reaches them before they are opened. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from './app.ts';
import { abstract } from './boats-paper.ts';

/** More than a usual abstract has. */
const LONG = 'Tides move sand along the coast. '.repeat(150);

test('large papers beside the open one are there unseen, and a paper that was left is as new', async ({
  launch,
  folder,
}) => {
  const file = path.join(folder, 'papers.jsonl');
  const lines = ['A', 'B', 'C'].map((letter, index) =>
    JSON.stringify({
      id: `2507.0000${index + 1}`,
      title: `Quay ${letter}`,
      authors: 'Ada Brook',
      abstract: `At quay ${letter} the tide $h_${index}^2$ moves sand. ${LONG}`,
    }),
  );
  await writeFile(file, `${lines.join('\n')}\n`);
  const { page } = await launch({ files: [file] });
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  const rows = page.getByRole('grid', { name: 'Papers' }).getByRole('row');
  const paper = page.getByRole('article', { name: 'Paper' });
  const title = paper.getByRole('heading', { level: 1 });
  const made = paper.locator('h1');
  const comment = page.getByRole('textbox', { name: 'Comment' });
  await rows.nth(1).click();

  await test.step('neither by the keyboard nor by name', async () => {
    await expect(made).toHaveCount(3);
    await expect(title).toHaveCount(1);
    await expect(page.getByRole('textbox', { name: 'Note' })).toHaveCount(1);
    await abstract(page).focus();
    for (let tabs = 0; tabs < 20; tabs += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.checkVisibility())).toBe(true);
    }
  });

  await test.step('the next one is shown with its math, and what was begun in this one is over', async () => {
    await abstract(page).press('ControlOrMeta+a');
    await page.keyboard.press('c');
    await expect(comment).toBeFocused();
    await page.keyboard.type('half a');
    const former = await title.textContent();
    await rows.nth(2).click();
    await expect(title).not.toHaveText(former ?? '');
    await expect(comment).toBeHidden();
    await expect(abstract(page).locator('.katex')).toHaveCount(1);
    await expect(made).toHaveCount(2);
    await page.keyboard.press('k');
    await expect(title).toHaveText(former ?? '');
    await expect(comment).toBeHidden();
  });
});
