import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CallInput, type CallName, calls } from '../shared/contract.ts';
import { unwrap } from '../shared/errors.ts';
import { NO_FIELDS } from '../shared/paper.ts';
import { openLibraryReadOnly } from './library/database.ts';
import { importRecords } from './library/importing/invented-import.ts';
import { duplicatePage } from './library/merging/duplicates.ts';
import { inventedLibrary } from './library/safekeeping/invented-library.ts';
import { messages } from './near-valid.ts';
import { READING } from './reading-calls.ts';
import { openSourceThreads } from './source-threads.ts';

/**
 * What undo has to do with each call: `change` is a step of undo, `reads` changes nothing, and of any other it says why
 * undo does not take it back. A new call does not compile until it stands here.
 */
const UNDO = {
  'annotation.add': 'change',
  'annotation.change': 'change',
  'annotation.remove': 'change',
  'annotation.setRange': 'change',
  'annotation.merge': 'change',
  'annotation.split': 'change',
  'annotation.page': 'reads',
  'annotation.ids': 'reads',
  'annotation.quote': 'reads',
  'annotation.meanings': 'reads',
  'annotation.nameColour': 'change',
  'duplicates.page': 'reads',
  'duplicates.merge': 'change',
  'duplicates.keepApart': 'change',
  'duplicates.preview': 'reads',
  'duplicates.decide': 'change',
  'paper.takeApart': 'change',
  'paper.origins': 'reads',
  'window.export': 'writes a file elsewhere',
  'export.write': 'writes a file elsewhere',
  'import.run': 'is a step of undo: see import-step.test.ts',
  'import.offer': 'is a step of undo: see import-step.test.ts',
  'import.text': 'is a step of undo: see import-step.test.ts',
  'import.accept': 'is a step of undo: see import-step.test.ts',
  'import.decline': 'imports nothing',
  'import.report': 'reads',
  'import.cancel': 'what was imported is a step of undo',
  'import.pause': 'goes on by import.continue',
  'import.continue': 'is a step of undo: see import-step.test.ts',
  'import.resume': 'is a step of undo: see import-step.test.ts',
  'import.leave': 'what was imported is a step of undo',
  'import.withdraw': 'change',
  'import.restore': 'change',
  'unread.tray': 'reads',
  'unread.page': 'reads',
  'unread.dismiss': 'change',
  'unread.restore': 'change',
  'unread.readAgain': 'change',
  'library.check': 'reads',
  'library.overview': 'reads',
  'library.copyTo': 'writes a library elsewhere',
  'backup.list': 'reads',
  'backup.make': 'changes nothing of the library',
  'backup.choose': 'reads',
  'backup.restore': 'backs up what it replaces',
  'rescue.look': 'reads',
  'rescue.keep': 'leaves the damaged files as they are',
  'rescue.leave': 'changes nothing of the library',
  'history.undo': 'is undo',
  'history.redo': 'is undo',
  'history.takeBack': 'change',
  'history.takeBackTo': 'change',
  'history.timeline': 'reads',
  'note.save': 'change',
  'note.splice': 'change',
  'note.index': 'changes nothing that is seen',
  'note.revisions': 'reads',
  'note.textAt': 'reads',
  'note.restore': 'change',
  'link.targets': 'reads',
  'template.list': 'reads',
  'template.save': 'change',
  'template.remove': 'change',
  'paper.open': 'reads',
  'paper.setCitationKey': 'change',
  'paper.setHeading': 'change',
  'paper.setState': 'change',
  'paper.setRating': 'change',
  'paper.setStarred': 'change',
  'paper.enqueue': 'change',
  'paper.dequeue': 'change',
  'paper.noteReading': 'follows from reading',
  'paper.trash': 'change',
  'paper.restore': 'change',
  'trash.empty': 'is the only end of anything',
  'papers.page': 'reads',
  'papers.place': 'reads',
  'papers.named': 'reads',
  'papers.ids': 'reads',
  'savedSearch.list': 'reads',
  'savedSearch.save': 'change',
  'savedSearch.change': 'change',
  'savedSearch.remove': 'change',
  'recentSearch.list': 'reads',
  'recentSearch.add': 'follows from searching',
  'recentSearch.clear': 'who clears it wants it gone',
  'search.complete': 'reads',
  'search.explain': 'reads',
  'search.like': 'reads',
  'search.counts': 'reads',
  'search.refresh': 'changes nothing of the library',
  'tag.news': 'reads',
  'tag.add': 'change',
  'tag.remove': 'change',
  'tag.create': 'change',
  'tag.rename': 'change',
  'tag.preview': 'reads',
  'tag.delete': 'change',
  'tag.setColour': 'change',
  'tag.setDigit': 'change',
  'window.chooseFiles': 'is a step of undo: see import-step.test.ts',
  'window.importClipboard': 'is a step of undo: see import-step.test.ts',
  'window.copyDiagnostics': 'reads',
  'window.openLink': 'changes nothing of the library',
  'window.mayClose': 'changes nothing of the library',
  'window.setTheme': 'changes nothing of the library',
  'window.library': 'reads',
  'window.retryLibrary': 'changes nothing of the library',
  'window.chooseLibrary': 'changes nothing of the library',
} as const satisfies Readonly<Record<CallName, string>>;

test('a library that can only be looked at answers every call that reads', () => {
  const names = Object.keys(UNDO) as CallName[];
  const reading = names.filter((name) => UNDO[name] === 'reads' && calls[name].place !== 'main');
  expect([...READING].sort()).toEqual(reading.sort());
});

const PAPERS = 10;
/** Calls of one sequence. */
const LENGTH = 25;

/** Calls that seldom meet what they could change, and that are therefore drawn more often. */
const SELDOM = ['paper.dequeue', 'duplicates.decide', 'note.splice'] as const satisfies readonly CallName[];

/** The rows that are the user's, and what papers are made of, apart from numbers of versions. */
const STATE = [
  'SELECT id, hidden FROM paper ORDER BY 1',
  'SELECT id, paper_id FROM source ORDER BY 1',
  'SELECT annotation.*, NULL AS version_id, text FROM annotation JOIN version ON version.id = version_id ORDER BY 1',
  'SELECT id, withdrawn FROM import ORDER BY 1',
  'SELECT id, state, mended_text FROM unread ORDER BY 1',
  'SELECT part_id FROM dismissed_part ORDER BY 1',
  ...['reading', 'queue', 'tag', 'paper_tag', 'annotation_tag', 'colour_meaning', 'note', 'note_template'],
  ...['citation_key', 'saved_search', 'decision', 'trash'],
].map((what) => (what.startsWith('SELECT') ? what : `SELECT * FROM ${what} ORDER BY 1, 2`));

/** Papers that all wait in the queue and have a note, two of which may be one. None of that is a step of undo. */
function readLibrary() {
  const library = inventedLibrary(PAPERS - 2);
  const { database } = library;
  const fields = { ...NO_FIELDS, title: 'On the carrying of invented methods', authors: ['Ada Moor'] };
  importRecords(database, [
    { ...fields, published: '2001' },
    { ...fields, published: '2015' },
  ]);
  database.exec(`
    INSERT INTO queue (paper_id, position) SELECT id, id FROM paper;
    INSERT INTO note (paper_id, text, changed_ms) SELECT id, 'A note of the tides.', 1 FROM paper;`);
  expect(duplicatePage(database, 0, 2).pairs).toHaveLength(1);
  library.database.close();
  return library;
}

test('any sequence of calls that change the library, undone, gives it back; made again, it gives it forth', async () => {
  using library = readLibrary();
  const threads = await openSourceThreads(library.folder);
  const reader = openLibraryReadOnly(library.folder);
  const state = () => STATE.map((sql) => reader.prepare(sql).all());
  const replay = async (name: 'history.undo' | 'history.redo') => {
    while (unwrap(await threads.call(name, undefined)) !== null);
  };
  const writing = reader
    .prepare<[number], number | null>('SELECT max(id) FROM note_revision WHERE paper_id = ?')
    .pluck();
  const numbers = Array.from({ length: PAPERS }, (_, index) => index + 1);
  // A paper is given its key when it is first asked for, which is no step.
  for (const paperId of numbers) unwrap(await threads.call('paper.open', { paperId }));
  const alive = {
    numbers,
    annotationIds: [''],
    changeIds: [1],
    texts: ['tides', 'tides/high', 'sand', '- [ ] x'],
  };
  /** Calls that changed something. */
  const made = new Set<string>();
  const changing = (Object.keys(UNDO) as CallName[]).filter((name) => UNDO[name] === 'change');
  const validOf = (names: readonly CallName[]) =>
    messages(alive, names).filter(
      ({ name, input }) =>
        names.includes(name as CallName) && calls[name as CallName].input.safeParse(input).success,
    );
  const change = fc.oneof(
    { weight: 4, arbitrary: validOf(changing) },
    { weight: 1, arbitrary: validOf(SELDOM) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: LENGTH, maxLength: LENGTH }), async (sequence) => {
      const beginning = state();
      const count = reader.prepare<[], number>('SELECT count(*) FROM change WHERE undone = 0').pluck();
      for (const { name, input } of sequence) {
        const before = count.get() ?? 0;
        const known = name as CallName;
        const sent = calls[known].input.parse(input) as CallInput<typeof known>;
        // Which writing a note stands at cannot be drawn.
        if (sent !== undefined && 'since' in sent)
          Object.assign(sent, { since: writing.get(sent.paperId) ?? 1 });
        await threads.call(known, sent);
        if ((count.get() ?? 0) > before) made.add(known);
      }
      const after = state();
      const ids = reader.prepare<[], string>('SELECT id FROM annotation').pluck().all();
      await replay('history.undo');
      expect(state()).toEqual(beginning);
      await replay('history.redo');
      expect(state()).toEqual(after);
      await replay('history.undo');
      alive.annotationIds.splice(0, Infinity, ...ids);
      const last = reader.prepare<[], number>('SELECT max(id) FROM change').pluck().get() ?? 0;
      alive.changeIds.splice(0, Infinity, ...numbers.map((number) => last + number));
    }),
    { numRuns: 30, endOnFailure: true },
  );
  reader.close();
  await threads.close();
  // What is drawn must meet something.
  expect(made.size).toBeGreaterThan(18);
  expect([...made]).toEqual(expect.arrayContaining([...SELDOM]));
}, 300_000);
