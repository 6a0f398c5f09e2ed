import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { type Database, openLibrary } from '../database.ts';
import { copyWholeLibrary } from './copy-whole.ts';

let folder: string;
let library: string;
let database: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postil-test-'));
  library = join(folder, 'library');
  database = openLibrary(library);
  mkdirSync(join(library, 'attachments', 'deep'), { recursive: true });
  writeFileSync(join(library, 'attachments', 'deep', 'scan.txt'), 'kept');
  onTestFinished(() => {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  });
});

test('the copy holds all that the folder held, and the library stays as it is', () => {
  const before = readdirSync(library).toSorted();
  const copy = join(folder, 'new', 'place');
  copyWholeLibrary(database, copy);
  expect(readFileSync(join(copy, 'attachments', 'deep', 'scan.txt'), 'utf8')).toBe('kept');
  const opened = openLibrary(copy);
  expect(opened.pragma('application_id', { simple: true })).toBe(
    database.pragma('application_id', { simple: true }),
  );
  opened.close();
  expect(readdirSync(library).toSorted()).toEqual(before);
});

test('an empty folder will do, one with anything in it will not', () => {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  copyWholeLibrary(database, empty);
  expect(existsSync(join(empty, 'library.db'))).toBe(true);
  expect(() => copyWholeLibrary(database, empty)).toThrow('is not empty');
  expect(existsSync(join(empty, 'library.db'))).toBe(true);
});

test('neither within the library nor around it', () => {
  expect(() => copyWholeLibrary(database, join(library, 'inside'))).toThrow('within each other');
  expect(() => copyWholeLibrary(database, folder)).toThrow('within each other');
  expect(existsSync(join(library, 'inside'))).toBe(false);
});

test('a place that takes no files is left as it was', () => {
  const file = join(folder, 'file');
  writeFileSync(file, 'no folder');
  expect(() => copyWholeLibrary(database, join(file, 'library'))).toThrow('cannot hold a library');
  expect(readFileSync(file, 'utf8')).toBe('no folder');
});
