import { describe, expect, it } from 'vitest';
import type { ImportedFile, ImportReport } from '../../shared/import.ts';
import { failuresFirst, outcome, summary } from './words.ts';

const file: ImportedFile = {
  path: 'folder/page.txt',
  format: 'listing',
  bytes: 2000,
  records: 10,
  added: 6,
  merged: 3,
  unchanged: 1,
  unread: [],
  unreadCount: 0,
  sameAs: null,
  remark: null,
  durationMs: 5,
  problem: null,
};

function report(files: readonly ImportedFile[], state: ImportReport['state'] = 'done'): ImportReport {
  return { importId: 1, startedMs: 0, state, files, paperCount: 6, trashedCount: 0, durationMs: 5 };
}

describe('summary', () => {
  it('adds the files up', () => {
    expect(summary(report([file, file]))).toBe('12 new papers, 6 records added to known papers.');
  });

  it('says what did not go well', () => {
    const unread = [{ line: 3, reason: 'No abstract.', text: '?' }];
    const problem = { code: 'file-unreadable', message: 'Gone.', advice: 'Look for it.' } as const;
    expect(
      summary(
        report([
          { ...file, added: 1, merged: 0, unread, unreadCount: 1 },
          { ...file, added: 0, merged: 0, problem },
        ]),
      ),
    ).toBe('1 new paper. 1 part could not be read. 1 file could not be used.');
  });

  it('says when there was nothing new, and when it was stopped', () => {
    expect(summary(report([{ ...file, added: 0, merged: 0, unchanged: 10 }]))).toBe('Nothing new.');
    expect(summary(report([file], 'cancelled'))).toMatch(/^Stopped before the end/);
  });
});

describe('a file of annotations', () => {
  const remark = 'Annotations: 3 added to 2 of your papers, 0 known before. Undo takes them back.';
  const marks = { ...file, format: 'web-annotations', records: 0, added: 0, merged: 0, unchanged: 0, remark };

  it('is told by its annotations, and is no failure', () => {
    expect(outcome(marks)).toBe(remark);
    expect(summary(report([marks]))).toBe('Annotations were read.');
    const unread = { ...file, unreadCount: 1 };
    expect(failuresFirst([marks, unread])).toEqual([unread, marks]);
  });
});

describe('outcome', () => {
  it('tells each case apart', () => {
    expect(outcome({ ...file, bytes: 0, records: 0 })).toBe('The file is empty.');
    const unknown = { ...file, format: null, records: 0 };
    expect(outcome(unknown)).toMatch(/no kind of file/);
    const unread = [{ line: 1, reason: 'This is a picture.', text: '?' }];
    expect(outcome({ ...unknown, unread })).toBe('Nothing was imported. This is a picture.');
    expect(outcome({ ...file, records: 0 })).toBe('No paper was found in it.');
    expect(outcome({ ...file, unchanged: 10 })).toBe('All of it was known already.');
    expect(outcome(file)).toBe('All 10 records read.');
    expect(outcome({ ...file, records: 1, added: 1, merged: 0, unchanged: 0 })).toBe(
      'The one record was read.',
    );
  });
});
