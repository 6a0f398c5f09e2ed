/** From the inbox to done: triage by keys, ratings, and the reading queue. */
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { dropFiles, dropText, expect, openPaper, test } from './app.ts';

const listing = path.join(import.meta.dirname, 'fixtures', 'listing.txt');

const grid = (page: Page) => page.getByRole('grid', { name: 'Papers' });
const papers = (page: Page) => grid(page).getByRole('row');
const shelf = (page: Page, name: string) =>
  page
    .getByRole('navigation', { name: 'Library' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .first();
const heading = (page: Page) =>
  page.getByRole('article', { name: 'Paper' }).getByRole('heading', { level: 1 });

test('papers are decided on one by one, rated and queued', async ({ launch }) => {
  const { page } = await launch();
  await expect(page.getByRole('button', { name: 'Import files' }).first()).toBeVisible();
  await dropFiles(page, [listing]);
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await expect(papers(page).nth(2)).toBeVisible();
  const total = Number(await grid(page).getAttribute('aria-rowcount'));

  await test.step('the queue keeps the order that it is given', async () => {
    await openPaper(page, papers(page).nth(0));
    const first = await heading(page).textContent();
    await page.keyboard.press('q');
    await expect(page.getByRole('button', { name: 'In the reading queue' })).toHaveAttribute(
      'aria-pressed',
      'true',
    );
    await papers(page).nth(1).click();
    await expect(heading(page)).not.toHaveText(first ?? '');
    await page.keyboard.press('q');
    await shelf(page, 'Queue').click();
    await expect(papers(page)).toHaveCount(2);
    await expect(papers(page).nth(0)).toContainText(first?.slice(0, 20) ?? '');
    await papers(page).nth(1).click();
    await page.keyboard.press('Alt+ArrowUp');
    await expect(papers(page).nth(1)).toContainText(first?.slice(0, 20) ?? '');
    await papers(page).nth(1).dragTo(papers(page).nth(0));
    await expect(papers(page).nth(0)).toContainText(first?.slice(0, 20) ?? '');
  });

  await test.step('rated in the reader and by key, in one step of undo', async () => {
    await openPaper(page, papers(page).nth(0));
    await page.getByRole('button', { name: 'Rate 4 of 5' }).click();
    await expect(papers(page).nth(0)).toContainText('Rated 4 of 5');
    await grid(page).focus();
    await page.keyboard.press('.');
    await expect(papers(page).nth(0)).toContainText('Rated 5 of 5');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(papers(page).nth(0)).toContainText('Rated 4 of 5');
    // Faster than any list is drawn.
    for (const key of [',', ',']) await page.keyboard.press(key);
    await expect(papers(page).nth(0)).toContainText('Rated 2 of 5');
    for (const key of ['.', '.']) await page.keyboard.press(key);
    await expect(papers(page).nth(0)).toContainText('Rated 4 of 5');
    await page.getByRole('searchbox', { name: 'Search papers' }).fill('rating:4..5');
    await expect(papers(page)).toHaveCount(1);
    await page.getByRole('searchbox', { name: 'Search papers' }).fill('');
  });

  await test.step('in triage one key decides, and the next paper comes', async () => {
    await shelf(page, 'Inbox').click();
    await openPaper(page, papers(page).nth(0));
    await page.keyboard.press('g');
    await expect(page.getByRole('region', { name: 'Triage' })).toBeVisible();
    expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);
    const first = (await heading(page).textContent()) ?? '';
    await page.keyboard.press('e');
    await expect(grid(page)).toHaveAttribute('aria-rowcount', String(total - 1));
    await expect(heading(page)).not.toHaveText(first);
    const second = (await heading(page).textContent()) ?? '';
    await page.keyboard.press('r');
    await expect(grid(page)).toHaveAttribute('aria-rowcount', String(total - 2));
    await expect(heading(page)).not.toHaveText(second);
    await page.getByRole('button', { name: 'End triage' }).click();
    await page.keyboard.press('ControlOrMeta+z');
    await page.keyboard.press('ControlOrMeta+z');
    await expect(grid(page)).toHaveAttribute('aria-rowcount', String(total));
  });
});

test('many papers at once are sorted, starred, rated and queued, each in one step of undo; one opens where it was read', async ({
  launch,
}) => {
  const { page } = await launch();
  await expect(page.getByRole('button', { name: 'Import files' }).first()).toBeVisible();
  await dropFiles(page, [listing]);
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  await papers(page).nth(0).click();
  await papers(page)
    .nth(3)
    .click({ modifiers: ['Shift'] });
  await expect(page.getByText('Changes go to 4 chosen papers')).toBeVisible();
  await grid(page).focus();

  for (const { key, name } of [
    { key: 's', name: 'Starred' },
    { key: 'r', name: 'Reading' },
    { key: 'e', name: 'Done' },
    { key: 'q', name: 'Queue' },
  ]) {
    await test.step(`${name}, undone and made again`, async () => {
      await page.keyboard.press(key);
      await expect(shelf(page, name)).toContainText('4');
      await page.keyboard.press('ControlOrMeta+z');
      await expect(shelf(page, name)).toContainText('0');
      await page.keyboard.press('ControlOrMeta+Shift+z');
      await expect(shelf(page, name)).toContainText('4');
    });
  }

  await test.step('rated', async () => {
    const rated = papers(page).filter({ hasText: 'Rated 3 of 5' });
    await page.getByRole('button', { name: 'Rate 3 of 5' }).click();
    await expect(rated).toHaveCount(4);
    await page.keyboard.press('ControlOrMeta+z');
    await expect(rated).toHaveCount(0);
  });

  await test.step('dragged together in the queue', async () => {
    await shelf(page, 'Queue').click();
    await expect(papers(page)).toHaveCount(4);
    const names = () => papers(page).allTextContents();
    const [first = '', second = '', third = '', fourth = ''] = await names();
    await papers(page).nth(2).click();
    await papers(page)
      .nth(3)
      .click({ modifiers: ['Shift'] });
    await papers(page).nth(2).dragTo(papers(page).nth(0));
    await expect.poll(names).toEqual([third, fourth, first, second]);
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(names).toEqual([first, second, third, fourth]);
  });

  await test.step('where one was reading', async () => {
    await page.setViewportSize({ width: 1000, height: 360 });
    await openPaper(page, papers(page).nth(0));
    const name = (await heading(page).textContent()) ?? '';
    await page.getByRole('textbox', { name: 'Note' }).scrollIntoViewIfNeeded();
    await expect(heading(page)).not.toBeInViewport();
    // Who leafs through a list reads nothing: it takes some seconds.
    await expect.poll(() => placeOfFirst(page)).toBeGreaterThan(0.2);
    await papers(page).nth(1).click();
    await expect(heading(page)).not.toHaveText(name);
    await papers(page).nth(0).click();
    await expect(heading(page)).toHaveText(name);
    await expect(heading(page)).not.toBeInViewport();
    await page.getByRole('searchbox', { name: 'Search papers' }).fill('read:today');
    await expect(papers(page).filter({ hasText: name.slice(0, 20) })).toHaveCount(1);
  });
});

test('of a long comment the beginning is shown, and the whole when asked for', async ({ launch }) => {
  const { page } = await launch();
  await expect(page.getByRole('button', { name: 'Import files' }).first()).toBeVisible();
  const comment = `12 pages. ${'Pears were weighed and apples counted. '.repeat(50)}At last plums were sorted.`;
  await dropText(page, `@article{pears, title = {Orchards in autumn}, note = {${comment}}}`);
  await page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' }).click();
  const facts = page.getByRole('article', { name: 'Paper' }).getByRole('definition');
  const value = facts.filter({ hasText: '12 pages.' });
  await expect(value).toBeVisible();
  const height = async () => (await value.boundingBox())?.height ?? 0;
  expect(await height()).toBeLessThan(120);
  const whole = page.getByRole('button', { name: 'Whole comment' });
  await expect(whole).toHaveAttribute('aria-expanded', 'false');
  await whole.click();
  await expect(whole).toHaveAttribute('aria-expanded', 'true');
  expect(await height()).toBeGreaterThan(200);
  expect((await new AxeBuilder({ page }).setLegacyMode().analyze()).violations).toEqual([]);
});

/** How far the first paper of the queue was read, 0 to 1; asked for at the door of the window. */
async function placeOfFirst(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { postil } = window as unknown as {
      postil: { call<Value>(name: string, input: unknown): Promise<{ value: Value }> };
    };
    const [paperId] = (await postil.call<number[]>('papers.ids', { query: 'is:queued' })).value;
    const opened = await postil.call<{ paper: { readPlace: number | null } }>('paper.open', { paperId });
    return opened.value.paper.readPlace ?? 0;
  });
}
