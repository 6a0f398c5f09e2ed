import { Text } from '@codemirror/state';
import { expect, test } from 'vitest';
import { failure, type Result, success } from '../../../shared/errors.ts';
import type { NoteDraft, Replaced } from './note-draft.ts';
import { noteWriter } from './note-writer.ts';

function draft(text: string): NoteDraft {
  return { lines: Text.of(text.split('\n')), lineBreak: '\n' };
}

/** A library with one note; `calls` tells what reached it. */
function library() {
  const calls: (string | Replaced)[] = [];
  const note = { text: '', writing: 0 };
  function take(text: string): Result<number | null> {
    note.text = text.toWellFormed();
    note.writing += 1;
    return success(note.writing);
  }
  const write = noteWriter({
    async save(text) {
      calls.push(text);
      return text === 'refused' ? failure(new Error('full')) : take(text);
    },
    async splice(since, replaced) {
      calls.push(replaced);
      const { start, end, inserted } = replaced;
      if (since !== note.writing) return success(null);
      return take(note.text.slice(0, start) + inserted + note.text.slice(end));
    },
  });
  return { note, calls, write };
}

test('after the first writing only what differs is sent', async () => {
  const { note, calls, write } = library();
  expect(await write(draft('one\ntwo'))).toBe(true);
  expect(await write(draft('one\ntwo more'))).toBe(true);
  expect(calls).toEqual(['one\ntwo', { start: 4, end: 7, inserted: 'two more' }]);
  expect(note.text).toBe('one\ntwo more');
});

test('the whole text is sent where the library has another, and again after a failure', async () => {
  const { note, calls, write } = library();
  await write(draft('one'));
  note.writing += 1;
  expect(await write(draft('one!'))).toBe(true);
  expect(await write(draft('refused'))).toBe(true);
  expect(note.text).toBe('refused');
  note.writing += 1;
  expect(await write(draft('refused'))).toBe(false);
  expect(await write(draft('taken'))).toBe(true);
  expect(calls.at(-1)).toBe('taken');
  expect(note.text).toBe('taken');
});

test('while an answer is on its way the next text goes out whole, and the newest wins', async () => {
  const { note, calls, write } = library();
  await write(draft('one'));
  note.writing += 1;
  expect(await Promise.all([write(draft('one, two')), write(draft('one, two, three'))])).toEqual([
    true,
    true,
  ]);
  expect(calls.at(-1)).toBe('one, two, three');
  expect(note.text).toBe('one, two, three');
});

test('a half of a character is never joined to what the library holds in its place', async () => {
  const { note, write } = library();
  await write(draft('\ud83d'));
  await write(draft('\ud83d\ude42'));
  expect(note.text).toBe('🙂');
});
