import { expect, test } from 'vitest';
import { describe as describeRange } from '../../shared/anchoring.ts';
import { addAnnotation } from './annotating/annotations.ts';
import { openPaper } from './papers.ts';
import { inventedLibrary } from './safekeeping/invented-library.ts';
import { shownPaper } from './shown-paper.ts';

test('an annotation made on the current version has its range alone, any other its selectors', () => {
  using library = inventedLibrary(1);
  const { database } = library;
  const mark = { paperId: 1, versionId: 1, colour: 'green', body: null } as const;
  const made = addAnnotation(database, { ...mark, range: { start: 3, end: 8 } });
  const { id, versionId, colour, style, body, tags, range } = made;
  const there = { id, versionId, colour, style, body, tags, range };
  const shown = () => shownPaper(openPaper(database, 1)).annotations;
  expect(shown()).toEqual([{ ...there, selectors: null }]);

  const oldText = openPaper(database, 1).paper.currentVersion?.text ?? '';
  const text = `First of all: ${oldText}`;
  database.prepare("INSERT INTO version (id, paper_id, text, label) VALUES (2, 1, ?, 'v2')").run(text);
  database.prepare('UPDATE paper SET version_id = 2 WHERE id = 1').run();
  const selectors = describeRange(oldText, { start: 3, end: 8 });
  expect(shown()).toEqual([{ ...there, range: { start: 17, end: 22 }, selectors }]);

  database.prepare("UPDATE version SET text = 'Other words altogether.' WHERE id = 2").run();
  expect(shown()).toEqual([{ ...there, range: null, selectors }]);
});
