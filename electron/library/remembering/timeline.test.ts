import { expect, test } from 'vitest';
import { saveNote } from '../annotating/notes.ts';
import { setStarred } from '../organising/reading.ts';
import { addTag } from '../organising/tags.ts';
import { inventedLibrary } from '../safekeeping/invented-library.ts';
import { undo } from './history.ts';
import { timeline } from './timeline.ts';

test('what was done, newest first, with the days', () => {
  using library = inventedLibrary(4);
  const { database } = library;
  addTag(database, [1, 2, 3], 'tides');
  saveNote(database, 4, 'Ebb');
  setStarred(database, [1], true);
  undo(database);
  const { entries, days, nextBeforeMs } = timeline(database, null, Number.MAX_SAFE_INTEGER);
  const changes = entries.filter((entry) => entry.kind === 'change');
  expect(changes.map(({ label, paperCount, isUndone }) => [label, paperCount, isUndone])).toEqual([
    ['Add star', 1, true],
    ['Edit note', 1, false],
    ['Add tag “tides”', 3, false],
  ]);
  expect(changes[1]?.paper?.id).toBe(4);
  expect(days.find(({ tagged }) => tagged > 0)).toMatchObject({
    tagged: 3,
    noted: 1,
    marked: 0,
    annotated: 0,
  });
  expect(nextBeforeMs).toBeNull();
  const ofPaper = timeline(database, 4, Number.MAX_SAFE_INTEGER);
  expect(ofPaper.entries.filter(({ kind }) => kind === 'change')).toHaveLength(1);
  expect(ofPaper.days).toEqual([]);
});

test('a long timeline comes page by page, nothing twice and nothing left out', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  database.pragma('synchronous = OFF');
  const add = database.prepare("INSERT INTO change (made_ms, label) VALUES (?, 'Add tag')");
  for (let n = 0; n < 350; n += 1) add.run(1_000_000 + Math.floor(n / 3));
  const seen: number[] = [];
  let beforeMs: number | null = Number.MAX_SAFE_INTEGER;
  while (beforeMs !== null) {
    const page = timeline(database, null, beforeMs);
    seen.push(...page.entries.filter(({ kind }) => kind === 'change').map(({ id }) => id));
    beforeMs = page.nextBeforeMs;
  }
  expect(seen).toHaveLength(350);
  expect(new Set(seen).size).toBe(350);
});
