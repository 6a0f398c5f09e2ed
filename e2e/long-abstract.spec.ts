/** A long abstract: wherever one looks, its math is set and its words are marked. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Bridge } from '../shared/bridge.ts';
import { expect, test } from './app.ts';
import { abstract, cards } from './boats-paper.ts';

declare global {
  interface Window {
    readonly postil: Bridge<File>;
  }
}

/** Two papers: one whose abstract is many windows high, with math in each sentence, and a short one. */
async function papers(folder: string): Promise<string> {
  const sentences = Array.from(
    { length: 200 },
    (_, index) => `In harbour ${index} the tide $h_{${index}}^2$ moves sand along the quay.`,
  );
  const file = path.join(folder, 'papers.jsonl');
  const lines = [sentences.join(' '), 'A short one.'].map((text, index) =>
    JSON.stringify({
      id: `2506.0000${index + 1}`,
      title: `Paper ${index + 1}`,
      authors: 'Ada Brook',
      abstract: text,
    }),
  );
  await writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

/** The words in sight of the abstract's text in the frame that is painted next, math as it is set. */
async function inSight(page: Page): Promise<{ words: string; math: number }> {
  return abstract(page).evaluate(async (region) => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const frame = region.closest('.scroll')?.getBoundingClientRect();
    const seen = [...region.querySelectorAll('[data-start]')].filter((segment) =>
      [...segment.getClientRects()].some(
        ({ top, bottom }) => top < (frame?.bottom ?? 0) && bottom > (frame?.top ?? 0),
      ),
    );
    const words = seen.filter((segment) => !segment.hasAttribute('data-math'));
    return {
      words: words.map(({ textContent }) => textContent).join(''),
      math: seen.length - words.length,
    };
  });
}

async function expectAllSet(page: Page): Promise<void> {
  const { words, math } = await inSight(page);
  expect(words).not.toContain('$');
  expect(math).toBeGreaterThan(5);
}

const readPlace = (page: Page) =>
  page.evaluate(async () => {
    const answer = await window.postil.call('paper.open', { paperId: 1 });
    return answer.ok ? (answer.value.paper.readPlace ?? 0) : 0;
  });

test('a long abstract is set wherever one looks: jumped to, gone to by an annotation, and read on', async ({
  launch,
  folder,
}) => {
  const { page } = await launch({ files: [await papers(folder)] });
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  const rows = page.getByRole('grid', { name: 'Papers' }).getByRole('row');
  const long = rows.filter({ hasText: 'Paper 1' });
  const short = rows.filter({ hasText: 'Paper 2' });
  const title = page.getByRole('article', { name: 'Paper' }).getByRole('heading', { level: 1 });
  const jump = (share: number) =>
    abstract(page).evaluate((region, at) => {
      const scroller = region.closest('.scroll');
      if (scroller !== null) scroller.scrollTop = at * region.clientHeight;
    }, share);
  await long.click();
  await expect(title).toHaveText('Paper 1');
  await expectAllSet(page);
  // Also what nobody sees is there in the end, for those who hear the text or select it.
  await expect(abstract(page)).toContainText('In harbour 199 the tide');

  await test.step('jumped to', async () => {
    await jump(0.6);
    await expectAllSet(page);
    await jump(0.3);
    await expectAllSet(page);
  });

  await test.step('opened again where it was read', async () => {
    await jump(0.6);
    await expect.poll(() => readPlace(page), { timeout: 15_000 }).toBeGreaterThan(0.3);
    await short.click();
    await expect(title).toHaveText('Paper 2');
    await long.click();
    await expect(title).toHaveText('Paper 1');
    expect(await abstract(page).evaluate((region) => region.closest('.scroll')?.scrollTop)).toBeGreaterThan(
      500,
    );
    await expectAllSet(page);
  });

  await test.step('gone to by an annotation near the end', async () => {
    await abstract(page).focus();
    for (const key of ['Control+End', 'Control+Shift+ArrowUp', '1']) await page.keyboard.press(key);
    await expect(cards(page)).toHaveCount(1);
    await short.click();
    await expect(title).toHaveText('Paper 2');
    await page
      .getByRole('navigation', { name: 'Library' })
      .getByRole('button', { name: 'Annotations' })
      .click();
    await page
      .getByRole('list', { name: 'All annotations' })
      .getByRole('listitem')
      .getByRole('button')
      .click();
    await expect(title).toHaveText('Paper 1');
    await expect(abstract(page).getByText('quay.').last()).toBeInViewport();
    await expectAllSet(page);
    await expect(abstract(page).locator('mark').last()).toBeInViewport();
  });
});
