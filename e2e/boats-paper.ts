/** The paper that specs of annotating work on, and where its parts stand in the window. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './app.ts';

/** An abstract with an emoji, a combining accent, math whole and broken, and links. */
export const ABSTRACT =
  'We count boats in 😀 harbours with e\u0301lan, and find $x^2 + y$ of them. The tides move sand, slowly; nobody minds. See https://example.org/tides and arXiv:2506.00002 for more, or $\\frac{1$ for less.';

/** The abstract in the reader. */
export const abstract = (page: Page) => page.getByRole('region', { name: 'Abstract' });
/** The annotations beside it. */
export const cards = (page: Page) => page.getByRole('list', { name: 'Annotations' }).getByRole('listitem');
/** The bar at a selection. */
export const bar = (page: Page) => page.getByRole('toolbar', { name: 'Highlight' });

/** A dump of the paper in the style of arXiv's snapshot, with its abstract as of a version. */
export async function dump(folder: string, text: string, version: number): Promise<string> {
  const file = path.join(folder, `v${version}.json`);
  const versions = Array.from({ length: version }, (_, index) => ({ version: `v${index + 1}` }));
  const paper = {
    id: '2506.00001',
    title: 'Boats and tides',
    authors: 'Ada Brook',
    abstract: text,
    versions,
  };
  await writeFile(file, `${JSON.stringify(paper)}\n`);
  return file;
}

/** Opens the paper once its import is reported. */
export async function openPaper(page: Page): Promise<void> {
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await page.getByRole('grid', { name: 'Papers' }).getByRole('row').first().click();
  await expect(abstract(page)).toContainText('boats');
}

/** Presses keys one after the other. */
export async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Has axe look at the reader. */
export async function expectAccessible(page: Page): Promise<void> {
  // Playwright cannot open pages in Electron, which axe's newer mode wants.
  const { violations } = await new AxeBuilder({ page }).include('article').setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}
