import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { RunningApp } from './app.ts';
import { dropFiles, expect, openPaper, test } from './app.ts';
import { press } from './boats-paper.ts';
import { selectText } from './select-text.ts';

const listing = path.join(import.meta.dirname, 'fixtures/listing.txt');

/** Highlights words of two papers and opens the page of all annotations. */
async function annotated(page: RunningApp['page']): Promise<void> {
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  const papers = page.getByRole('grid', { name: 'Papers' });
  const abstract = page.getByRole('region', { name: 'Abstract' });
  for (const [row, colour] of [
    [0, 'Yellow'],
    [1, 'Green'],
  ] as const) {
    await openPaper(page, papers.getByRole('row').nth(row));
    await expect(page.getByRole('list', { name: 'Annotations' }).getByRole('listitem')).toHaveCount(0);
    const words = ((await abstract.textContent()) ?? '').trim().split(/\s+/).slice(0, 3).join(' ');
    await selectText(page, abstract, words);
    await page.getByRole('toolbar', { name: 'Highlight' }).getByRole('button', { name: colour }).click();
    await expect(page.getByRole('list', { name: 'Annotations' }).getByRole('listitem')).toHaveCount(1);
  }
  await page
    .getByRole('navigation', { name: 'Library' })
    .getByRole('button', { name: 'Annotations' })
    .click();
}

test('all annotations are found, recoloured, deleted and undone, and lead to their place', async ({
  launch,
}) => {
  const { page } = await launch({ files: [listing] });
  await annotated(page);
  const list = page.getByRole('list', { name: 'All annotations' });
  const filters = page.getByRole('search', { name: 'Filter annotations' });
  await expect(list.getByRole('listitem')).toHaveCount(2);

  await filters.getByRole('button', { name: 'Green' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await filters.getByRole('button', { name: 'Clear filters' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(2);

  await page.getByRole('button', { name: 'Choose all', exact: true }).click();
  await page.getByLabel('Colour of chosen annotations').selectOption('blue');
  await expect(list.getByRole('img', { name: 'Blue' })).toHaveCount(2);
  await page.getByLabel('Tag chosen annotations').fill('to cite');
  await page.getByLabel('Tag chosen annotations').press('Enter');
  await expect(list.getByText('to cite')).toHaveCount(2);
  await test.step('each filter by itself', async () => {
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const clear = filters.getByRole('button', { name: 'Clear filters' });
    const leaves = async (count: number) => {
      await expect(list.getByRole('listitem')).toHaveCount(count);
      if (count === 0) await expect(page.getByText('No annotation is like that.')).toBeVisible();
      await clear.click();
      await expect(list.getByRole('listitem')).toHaveCount(2);
    };
    await filters.getByLabel('Words in annotations').fill('cit');
    await leaves(2);
    await filters.getByLabel('Words in annotations').fill('xyzzy');
    await leaves(0);
    await filters.getByLabel('Words in the heading of the paper').fill('xyzzy');
    await leaves(0);
    await filters.getByLabel('Tag').selectOption('to cite');
    await leaves(2);
    await filters.getByLabel('Style').selectOption('underline');
    await leaves(0);
    await filters.getByLabel('From').fill(day(-2));
    await leaves(2);
    await filters.getByLabel('From').fill(day(2));
    await leaves(0);
    await filters.getByLabel('To', { exact: true }).fill(day(-2));
    await leaves(0);
  });
  await page.getByRole('button', { name: 'Choose all', exact: true }).click();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect(violations).toEqual([]);

  await test.step('keys are for the annotations, not for papers that nobody sees', async () => {
    await page.getByRole('button', { name: 'Choose none' }).click();
    await press(page, 'Control+a');
    await expect(page.getByText('2 chosen')).toBeVisible();
    await press(page, 's', 'e', 'j', 'Delete');
    await expect(page.getByText('2 annotations deleted.')).toBeVisible();
    await press(page, 'Delete', 'Control+z');
    await expect(list.getByRole('listitem')).toHaveCount(2);
    const library = page.getByRole('navigation', { name: 'Library' });
    for (const shelf of ['Starred', 'Done', 'Trash']) {
      await expect(library.getByRole('button', { name: shelf })).toContainText('0');
    }
    await press(page, 'Control+a');
  });

  const ways = page.getByRole('toolbar', { name: 'Chosen annotations' });
  await ways.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No annotations yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(2);

  await list.getByRole('listitem').first().getByRole('button').click();
  await expect(page.getByRole('list', { name: 'Annotations' }).getByRole('listitem')).toHaveCount(1);
});

test('chosen annotations and papers are exported to files, or copied', async ({ launch, folder }) => {
  const { app, page } = await launch({ files: [listing] });
  await annotated(page);
  const boxes = page.getByRole('list', { name: 'All annotations' }).getByRole('checkbox');
  await boxes.first().click();
  await boxes.last().click({ modifiers: ['Shift'] });
  await expect(boxes.first()).toBeChecked();
  await expect(boxes.last()).toBeChecked();
  await page.getByRole('button', { name: 'Copy quotation' }).click();
  await expect(page.getByText(/2 quotations/)).toBeVisible();
  /** What the clipboard holds, in one line, as one sees it where it is put in. */
  const pasted = async () => {
    const field = page.getByLabel('Tag chosen annotations');
    await field.fill('');
    await field.press('ControlOrMeta+V');
    return field.inputValue();
  };
  const link = 'postil://annotation/[0-9a-f-]{36}';
  const quotation = `“[^”]+”\\s*\\(.+?, ${link}\\)`;
  await expect.poll(pasted).toMatch(new RegExp(`^${quotation}\\s*${quotation}$`));
  await page.getByLabel('Tag chosen annotations').fill('');
  await boxes.last().uncheck();
  const target = async (name: string) => {
    const file = path.join(folder, name);
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    return file;
  };
  const marks = await target('marks.jsonld');
  await page.getByLabel('Export chosen annotations').selectOption('w3c');
  await expect(page.getByText('1 paper written to marks.jsonld')).toBeVisible();
  const { first } = JSON.parse(await readFile(marks, 'utf8'));
  expect(first.items).toHaveLength(1);

  await test.step('what was written comes back where it was deleted, by dropping it', async () => {
    for (const format of ['w3c', 'markdown'] as const) {
      const file = await target(`back.${format === 'w3c' ? 'jsonld' : 'md'}`);
      await page.getByRole('button', { name: 'Choose all', exact: true }).click();
      await expect(boxes.first()).toBeChecked();
      await expect(boxes.last()).toBeChecked();
      await page.getByLabel('Export chosen annotations').selectOption(format);
      await expect(page.getByText(/written to back/)).toBeVisible();
      await page
        .getByRole('toolbar', { name: 'Chosen annotations' })
        .getByRole('button', { name: 'Delete' })
        .click();
      await expect(page.getByText('No annotations yet.')).toBeVisible();
      await dropFiles(page, [file]);
      const report = page.getByRole('dialog', { name: 'Import report' });
      await report.getByRole('button', { name: 'Done' }).click();
      await expect(boxes).toHaveCount(2);
    }
  });

  const papers = await target('papers.ris');
  await page.keyboard.press('ControlOrMeta+K');
  await page.keyboard.type('Export…');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Export papers' });
  await dialog.getByLabel('Format').selectOption('ris');
  await dialog.getByRole('button', { name: 'Choose file…' }).click();
  await expect(page.getByText('written to papers.ris')).toBeVisible();
  expect(await readFile(papers, 'utf8')).toContain('TY  - ');
});
