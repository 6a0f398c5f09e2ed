/** Hostile text does nothing but be text: a corpus through every view, and out by every command. */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Locator } from '@playwright/test';
import type { Bridge } from '../shared/bridge.ts';
import { ExportFormat } from '../shared/export.ts';
import { dropFiles, dropItems, expect, openPaper, seePaper, test } from './app.ts';
import { grouped, writeDumps } from './hostile/dumps.ts';
import { hostilePayloads } from './hostile/payloads.ts';
import { foreign, listen, watch } from './hostile/witness.ts';
import { writeAll } from './hostile/write-all.ts';

/** Pastes a text as it is and as HTML, as browsers put it on the clipboard. */
async function paste(target: Locator, text: string): Promise<void> {
  await target.evaluate((element, pasted) => {
    const clipboardData = new DataTransfer();
    for (const type of ['text/plain', 'text/html']) clipboardData.setData(type, pasted);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

test('300 hostile texts are nothing but text, in every view and in what the command line prints', async ({
  launch,
  folder,
}) => {
  test.slow();
  const witness = await listen();
  const payloads = hostilePayloads(witness.address);
  const notes = grouped(payloads);
  expect(payloads.length).toBeGreaterThanOrEqual(300);
  const dumps = await writeDumps(folder, payloads);
  const { app, page, library } = await launch();
  // A picture of the page with every step would take longer than the steps; a failure still has its trace.
  await app.context().tracing.stop();
  await app.context().tracing.start();
  await expect(page.getByRole('button', { name: 'Import files' }).first()).toBeVisible();
  watch(page, witness.seen);
  const nothing = async (where: string) => {
    expect(await foreign(page), where).toEqual([]);
    expect(witness.seen, where).toEqual([]);
    expect(app.windows(), where).toHaveLength(1);
  };

  await test.step('as dumps', async () => {
    await dropFiles(page, [dumps]);
    const done = page.getByRole('dialog', { name: 'Import report' }).getByRole('button', { name: 'Done' });
    await expect(done).toBeVisible({ timeout: 60_000 });
    await nothing('the report');
    await done.click();
  });

  await test.step('as what the user writes', async () => {
    const refused = await page.evaluate(writeAll, {
      texts: payloads.map(({ text }) => text),
      notes: notes.map(({ text }) => text),
    });
    // What is nothing but blanks names no tag and no search.
    expect(refused.filter((code) => code !== 'bad-request')).toEqual([]);
    await nothing('what the user wrote');
    await page.reload();
    // The only step that goes anywhere, to where it was.
    expect(witness.seen.splice(0)).toEqual([`went to ${page.url()}`]);
  });

  const papers = page.getByRole('grid', { name: 'Papers' });
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  const command = async (name: string) => {
    await page.keyboard.press('Control+k');
    await palette.getByRole('searchbox', { name: 'Command' }).fill(name);
    await page.keyboard.press('Enter');
    await expect(palette).toBeHidden();
  };
  const box = page.getByRole('searchbox', { name: 'Search papers' });
  const search = async (query: string, count: number) => {
    await box.fill(query);
    await expect(papers).toHaveAttribute('aria-rowcount', String(count));
  };
  const openNumbered = async (number: number) => {
    const id = `2501.${String(number).padStart(5, '0')}`;
    await box.fill(`arxiv:${id}`);
    await openPaper(page, papers.getByRole('row').filter({ hasText: id }));
  };
  let total = 0;
  await test.step('in list, reader and note', async () => {
    await expect(papers.getByRole('row').first()).toBeVisible();
    total = Number(await papers.getAttribute('aria-rowcount'));
    await search('has:note', notes.length);
    await papers.getByRole('row').first().click();
    let orphans = 0;
    for (let index = 0; index < notes.length; index += 1) {
      await seePaper(page, papers.locator(`[aria-rowindex="${index + 1}"]`));
      await page.getByRole('button', { name: 'Preview', exact: true }).click();
      await expect(page.getByRole('region', { name: 'Preview of the note' })).toBeVisible();
      await expect(page.getByRole('region', { name: 'Abstract' })).toBeVisible();
      await nothing(`paper ${index}`);
      orphans += await page.getByLabel('Old text').count();
      if (index % 12 === 0) {
        await command('Show the history of the note');
        const history = page.getByRole('dialog', { name: 'History of the note' });
        await expect(history.getByRole('region', { name: 'What changed since' })).toBeVisible();
        await nothing(`history of note ${index}`);
        await page.keyboard.press('Escape');
        await expect(history).toBeHidden();
      }
      await page.keyboard.press('j');
    }
    expect(orphans).toBeGreaterThan(4);
    await search('', total);
    await page.mouse.move(500, 400);
  });

  await test.step('in compared versions', async () => {
    for (const number of [1, 20, 40]) {
      await openNumbered(number);
      await page.getByRole('button', { name: /^Compare \d versions$/ }).click();
      await expect(page.getByRole('region', { name: 'Compared versions' })).toBeVisible();
      await nothing(`versions of paper ${number}`);
    }
  });

  await test.step('in all that unfolds below a paper', async () => {
    for (const number of [2, 15, 30]) {
      await openNumbered(number);
      for (const name of ['Where this comes from', 'What was done']) {
        await page.getByRole('button', { name }).click();
        const panel = page.getByRole('region', { name });
        await expect(panel.getByRole('listitem').or(panel.getByRole('definition')).first()).toBeVisible();
        await nothing(`${name} of paper ${number}`);
      }
    }
    await search('', total);
  });

  await test.step('in every dialog', async () => {
    await papers.focus();
    for (const [name, dialog] of [
      ['Why is this here', 'Why is this here'],
      ['Insert a note template', 'Note templates'],
      ['Name the colours', 'What the colours mean'],
      ['Like pasted text', 'Like pasted text'],
      ['Export…', 'Export papers'],
      ['Keys and ways to search', 'Keys and ways to search'],
      ['Show the last import report', 'Import report'],
    ] as const) {
      await command(name);
      await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
      await nothing(name);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog', { name: dialog })).toBeHidden();
    }
    await command('Edit the heading');
    await expect(page.getByRole('textbox', { name: 'Heading' })).toBeVisible();
    await nothing('the heading');
    await page.keyboard.press('Escape');
    await command('Add a tag');
    await page.getByRole('combobox', { name: 'Add tag' }).fill('<');
    await expect(
      page.getByRole('listbox', { name: 'Tags to add' }).getByRole('option').first(),
    ).toBeVisible();
    await nothing('tags to add');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    const note = page.getByRole('textbox', { name: 'Note' });
    await note.click();
    await page.keyboard.type(' [[scr');
    await expect(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
    await nothing('papers to link to');
    await page.keyboard.press('Escape');
  });

  await test.step('from the clipboard and from other windows', async () => {
    const note = page.getByRole('textbox', { name: 'Note' });
    for (const { text } of payloads.filter((_, index) => index % 9 === 0)) await paste(note, text);
    await nothing('what was pasted into the note');
    const all = payloads.map(({ text }) => text).join('\n');
    const list = `javascript:postilCanary=1\n${witness.address}/list`;
    const report = page.getByRole('dialog', { name: 'Import report' });
    for (const give of [
      () => dropItems(page, { 'text/html': all, 'text/uri-list': list }),
      () => dropItems(page, { 'text/html': all, 'text/plain': `Abstract:${all} was dragged here.` }),
      () => paste(page.locator('body'), all),
    ]) {
      await page.locator('body').evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await give();
      await expect(report).toBeVisible();
      await nothing('what was dropped and pasted');
      await report.getByRole('button', { name: 'Done' }).click();
    }
  });

  await test.step('on every page', async () => {
    for (const name of [
      'All annotations',
      'Timeline',
      'Possible duplicates',
      'Tags',
      'Backups',
      'What could not be read',
    ]) {
      await command(name);
      await page.mouse.move(600, 400);
      for (let turn = 0; turn < 10; turn += 1) await page.mouse.wheel(0, 3000);
      await nothing(name);
      if (name === 'All annotations') {
        await page.getByRole('button', { name: 'Choose all' }).click();
        for (const form of ['Copy quotation', 'Copy as Markdown']) {
          await page.getByRole('button', { name: form }).click();
          await expect(page.getByRole('status').filter({ hasText: 'copied' })).toBeVisible();
        }
        await nothing('copied quotations');
      }
      await page.keyboard.press('Escape');
    }
  });

  await test.step('in the search box and what it offers', async () => {
    for (const { text } of payloads.filter((_, index) => index % 12 === 0)) {
      await box.fill(text.slice(0, 200));
      await page.keyboard.press('End');
    }
    await box.fill('tag:');
    await nothing('the search box');
    await box.fill('');
    await page.keyboard.press('Control+k');
    await palette.getByRole('searchbox', { name: 'Command' }).fill('<');
    await expect(palette.getByRole('menuitem', { name: /</ }).first()).toBeVisible();
    await nothing('the palette');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(palette).toBeHidden();
  });

  await test.step('turned writing turns nothing beside it', async () => {
    const name = '\u202egnp.exe (turned)';
    await page.evaluate(
      (tag) =>
        (window as unknown as { readonly postil: Bridge<File> }).postil.call('tag.create', { name: tag }),
      name,
    );
    await papers.getByRole('row').first().click();
    await page.keyboard.press('Control+z');
    await expect(page.getByRole('status').locator('bdi')).toHaveText(name);
    await nothing('the status');
  });

  await test.step('the log and the diagnostics hold none of it', async () => {
    const copied = () => app.evaluate(({ clipboard }) => clipboard.readText());
    await expect(async () => {
      await app.evaluate(({ Menu }) =>
        Menu.getApplicationMenu()?.getMenuItemById('copy-diagnostics')?.click(),
      );
      await expect.poll(copied, { timeout: 2000 }).toContain('Postil diagnostics.');
    }).toPass();
    const logs = path.join(library, 'logs');
    const told = [await copied()];
    for (const file of await readdir(logs)) told.push(await readFile(path.join(logs, file), 'utf8'));
    const secrets = [folder, ...payloads.map(({ text }) => text.trim()).filter((text) => text.length > 6)];
    expect(secrets.filter((secret) => told.some((text) => text.includes(secret)))).toEqual([]);
  });

  await app.close();
  await test.step('by the command line', async () => {
    const run = promisify(execFile);
    const postil = path.join(import.meta.dirname, '..', 'build', 'postil.mjs');
    const print = async (...words: string[]) => {
      const [command = '', ...rest] = words;
      const given = [postil, command, '--library', library, ...rest];
      return (await run(process.execPath, given, { maxBuffer: 1e9 })).stdout;
    };
    // What was not read makes an exit code of its own.
    const imported = await print('import', '--dry-run', dumps).catch(
      (ended: { stdout: string; stderr: string }) => ended.stdout + ended.stderr,
    );
    expect(imported).toContain('unread');
    const check = await print('check');
    const outputs = [imported, check, await print('imports')];
    for (const form of [[], ['--json']]) {
      outputs.push(await print('search', ...form, '--limit', '500', ''), await print('show', ...form, '1'));
    }
    for (const output of outputs) expect(output).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u);
    expect(check).toContain(': sound.');

    const paperCount = Number(/^\d+/.exec(check)?.[0]);
    const exported = new Map<string, string>();
    for (const format of ExportFormat.options)
      exported.set(format, await print('export', '--format', format));
    const count = (format: ExportFormat, record: RegExp) => exported.get(format)?.match(record)?.length;
    expect(count('bibtex', /^@/gm), 'no entry is smuggled in').toBe(paperCount);
    expect(count('ris', /^TY {2}- /gm), 'no record is smuggled in').toBe(paperCount);
    expect(JSON.parse(exported.get('csl-json') ?? '')).toHaveLength(paperCount);
    expect(count('jsonl', /^\{/gm)).toBe(paperCount);
    expect(JSON.parse(exported.get('w3c') ?? '')).toHaveProperty('first');
    expect(exported.get('markdown')).toContain('## Note');
    const cells = exported.get('csv')?.match(/"(?:[^"]|"")*"|[^",\r\n]+/g) ?? [];
    expect(cells.length).toBeGreaterThan(1000);
    expect(cells.filter((cell) => /^"?[=+\-@\t\r\n＝＋－＠]/.test(cell))).toEqual([]);
  });
  expect(witness.seen).toEqual([]);
  witness.close();
});
