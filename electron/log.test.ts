import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { failure, success } from '../shared/errors.ts';
import { diagnostics } from './diagnostics.ts';
import { openLog } from './log.ts';
import { logEvent, logged } from './log-events.ts';

const SECRET = 'what nobody but me may read';

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postil-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function written(folder: string): string {
  return readdirSync(join(folder, 'logs'))
    .map((name) => readFileSync(join(folder, 'logs', name), 'utf8'))
    .join('');
}

test('tells codes, counts and places, and no word of the user’s', async () => {
  const folder = folderOfTest();
  const log = openLog();
  log.write('start', { postil: '0.1.0' });
  logEvent(log, 'library.state', {
    folder,
    problem: null,
    rescuedFrom: null,
    isReadOnly: false,
    migrating: null,
  });
  log.fault('note.save', Object.assign(new TypeError(`${SECRET}\n is not JSON`), { code: 'ERR_X' }));
  const stack = `Error: ${SECRET}\n    at read (${homedir()}/postil/notes.ts:3:4)`;
  logEvent(log, 'thread.fault', { call: 'note.save', kind: 'Error', stack });
  await logged(log, 'papers.page', async () => failure(new Error(SECRET)));
  await logged(log, 'papers.page', async () => success(SECRET));
  const text = written(folder) + diagnostics(log, folder, null, null, { postil: '0.1.0' });
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain(homedir());
  expect(text).toContain('at read (~/postil/notes.ts:3:4)');
  expect(text).toContain('start postil=0.1.0');
  expect(text).toContain('code=ERR_X');
  expect(text).toContain('failed call=papers.page code=bug');
});

test('grows no further than three files', () => {
  const folder = folderOfTest();
  const log = openLog();
  log.moveTo(folder);
  for (let number = 0; number < 60; number += 1) log.write('filled', { with: 'x'.repeat(50_000) });
  expect(readdirSync(join(folder, 'logs'))).toEqual(['postil.log', 'postil.log.1', 'postil.log.2']);
  expect(written(folder).length).toBeLessThan(3 * 600 * 1024);
});

test('a library that did not open gets no log in its folder', () => {
  const folder = folderOfTest();
  const log = openLog();
  const problem = { code: 'library-damaged', message: 'It is.', advice: 'Restore.' } as const;
  logEvent(log, 'library.state', { folder, problem, rescuedFrom: null, isReadOnly: false, migrating: null });
  expect(readdirSync(folder)).toEqual([]);
  expect(log.last().at(-1)).toContain('problem code=library-damaged');
});
