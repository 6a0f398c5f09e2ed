import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
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
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { saveNote } from './library/annotating/notes.ts';
import { openLibrary } from './library/database.ts';
import { setStarred } from './library/organising/reading.ts';

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));

const WINDS = 'Winds over the invented bay turn twice a day, and nobody knows why they rest at noon.';
const ROCKS = 'Rocks of the same coast split along lines that a child could draw: we present CrackNet.';
const TIDES = 'Tides are modelled by $\\mathrm{T}(3)$ symmetric springs; the naïve solver is slower.';

const PAGE = `Institute of Winds\nAbstract:${WINDS}\n\n\n\nAbstract:${ROCKS}\n`;
const LISTING = `${TIDES}\n\narXiv:2501.00001\nCreated: 2025-01-02\n\n${ROCKS}\nAccepted to ICLR 2025\n\narXiv:2501.00002\nCreated: 2025-01-03\n`;

let folder: string;
let library: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postil-test-'));
  library = join(folder, 'library');
  writeFileSync(join(folder, 'page.txt'), PAGE);
  writeFileSync(join(folder, 'listing.txt'), LISTING);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

interface Answer {
  readonly status: number | null;
  readonly out: string;
  readonly errors: string;
}

function postil(args: readonly string[], input = ''): Answer {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    encoding: 'utf8',
    input,
    cwd: folder,
    env: {
      ...process.env,
      XDG_CONFIG_HOME: join(folder, 'config'),
      APPDATA: join(folder, 'config'),
      HOME: folder,
    },
  });
  return { status, out: stdout, errors: stderr };
}

function importBoth(): void {
  expect(postil(['import', '--library', library, 'page.txt', 'listing.txt']).status).toBe(0);
}

/** One line that says what and what to do, and nothing else. */
const ONE_LINE = /^postil: [^\n]+\.\n$/;

test('adds several files up for people', () => {
  const { out, errors } = postil(['import', '--library', library, 'page.txt', 'listing.txt', 'none.txt']);
  expect(out).toContain(
    '3 files, 1 of them not read: 4 records (3 added, 1 merged, 0 unchanged), 0 unread\n',
  );
  expect(errors).toMatch(ONE_LINE);
});

test('imports files and answers with exactly the promised JSON', () => {
  const { status, out, errors } = postil([
    'import',
    '--library',
    library,
    '--json',
    'page.txt',
    'listing.txt',
  ]);
  expect([status, errors]).toEqual([0, '']);
  expect(JSON.parse(out)).toEqual({
    files: [
      {
        path: expect.stringMatching(/page\.txt$/),
        format: 'institution-page',
        bytes: Buffer.byteLength(PAGE),
        records: 2,
        added: 2,
        merged: 0,
        unchanged: 0,
        unread: [],
        ms: expect.any(Number),
      },
      {
        path: expect.stringMatching(/listing\.txt$/),
        format: 'listing',
        bytes: Buffer.byteLength(LISTING),
        records: 2,
        added: 1,
        merged: 1,
        unchanged: 0,
        unread: [],
        ms: expect.any(Number),
      },
    ],
    papers: 3,
    ms: expect.any(Number),
  });
  expect(out.endsWith('}\n')).toBe(true);
  expect(readdirSync(library)).toEqual(['library.db']);

  const again = postil(['import', '--library', library, 'page.txt']);
  expect(again.status).toBe(0);
  expect(again.out).toMatch(/page\.txt: 2 records \(0 added, 0 merged, 2 unchanged\), 0 unread/);
});

test('a dry run tells the same and changes nothing', () => {
  const first = postil(['import', '--library', library, '--dry-run', '--json', 'page.txt']);
  expect(JSON.parse(first.out)).toMatchObject({ papers: 2, files: [{ added: 2 }] });
  expect(existsSync(library)).toBe(false);
  importBoth();
  const before = readFileSync(join(library, 'library.db'));
  const second = postil(['import', '--library', library, '--dry-run', '--json', 'page.txt']);
  expect(JSON.parse(second.out)).toMatchObject({ papers: 3, files: [{ added: 0, unchanged: 2 }] });
  expect(readFileSync(join(library, 'library.db'))).toEqual(before);
});

test('imports standard input', () => {
  const { status, out } = postil(['import', '--library', library, '--json', '-'], LISTING);
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ papers: 2, files: [{ path: '-', format: 'listing', records: 2 }] });
});

test('ends with 1 when something is unread, and says what', () => {
  writeFileSync(join(folder, 'empty.txt'), '');
  writeFileSync(join(folder, 'binary.bin'), Buffer.from([0, 1, 2, 3, 255, 254, 0, 0, 7]));
  const { status, out } = postil([
    'import',
    '--library',
    library,
    '--json',
    'empty.txt',
    'binary.bin',
    'page.txt',
  ]);
  expect(status).toBe(1);
  const report = JSON.parse(out);
  expect(report.papers).toBe(2);
  for (const file of report.files.slice(0, 2)) {
    expect(file).toMatchObject({ format: null, records: 0 });
    expect(file.unread).toEqual([
      { line: expect.any(Number), reason: expect.stringMatching(/\.$/), text: expect.any(String) },
    ]);
  }
});

test('ends with 3 when a file is not there, and imports the others', () => {
  const { status, out, errors } = postil(['import', '--library', library, '--json', 'none.txt', 'page.txt']);
  expect(status).toBe(3);
  expect(errors).toMatch(ONE_LINE);
  expect(errors).toContain('none.txt');
  const report = JSON.parse(out);
  expect(report.papers).toBe(2);
  expect(Object.keys(report.files[0])).toEqual(Object.keys(report.files[1]));
});

test('finds the words of a long note that a window has just saved, before it has put them into the index', () => {
  importBoth();
  const database = openLibrary(library);
  saveNote(database, 1, 'Compare the lighthouse of Fennmark.', 'later');
  database.close();
  const { out } = postil(['search', '--library', library, '--json', 'fennmark']);
  expect(JSON.parse(out).hits).toMatchObject([{ id: 1 }]);
});

test('searches', () => {
  importBoth();
  const { status, out } = postil(['search', '--library', library, '--json', 'CrackNet']);
  expect(status).toBe(0);
  expect(JSON.parse(out)).toEqual({
    query: 'CrackNet',
    total: 1,
    ms: expect.any(Number),
    bent: [],
    hits: [
      {
        id: expect.any(Number),
        heading: expect.stringContaining('CrackNet'),
        title: null,
        arxivId: '2501.00002',
        score: expect.any(Number),
        snippet: expect.stringContaining('CrackNet'),
      },
    ],
  });
  const bent = JSON.parse(postil(['search', '--library', library, '--json', 'craknet']).out);
  expect(bent).toMatchObject({
    bent: [{ from: 'craknet', to: 'cracknet' }],
    hits: [{ arxivId: '2501.00002' }],
  });
  const two = JSON.parse(postil(['search', '--library', library, '--json', '--limit', '2', '']).out);
  expect([two.total, two.hits.length]).toEqual([3, 2]);
  expect(postil(['search', '--library', library, 'naive', 'solver']).out).toContain('arXiv:2501.00001');
});

test('answers one query a line, each before the next is asked', async () => {
  importBoth();
  const child = spawn(process.execPath, [CLI, 'search', '--library', library, '-'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (const [query, total] of [
    ['noon', 1],
    ['', 3],
    ['nothing holds this', 0],
  ] as const) {
    child.stdin.write(`${query}\n`);
    const { value } = await lines.next();
    expect(JSON.parse(String(value))).toMatchObject({ query, total });
  }
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('whoever stops reading early ends it quietly', async () => {
  importBoth();
  const child = spawn(process.execPath, [CLI, 'search', '--library', library, '-'], { stdio: 'pipe' });
  const errors: string[] = [];
  child.stderr.on('data', (chunk) => errors.push(String(chunk)));
  child.stdin.on('error', () => child.kill());
  child.stdin.write('winds\n');
  await once(child.stdout, 'data');
  child.stdout.destroy();
  child.stdin.write('rocks\nwinds\n');
  child.stdin.end();
  expect((await once(child, 'exit'))[0]).toBe(0);
  expect(errors.join('')).toBe('');
});

test.each(['arXiv:2501.00001', 'arxiv:2501.00001v3'])('shows %s', (name) => {
  importBoth();
  const { status, out } = postil(['show', '--library', library, '--json', name]);
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    paper: { arxivId: '2501.00001', published: '2025-01-02', currentVersion: { text: TIDES } },
    annotations: [],
    note: null,
  });
  expect(postil(['show', '--library', library, name]).out).toContain(TIDES);
});

test('checks', () => {
  importBoth();
  const { status, out } = postil(['check', '--library', library, '--json']);
  expect(status).toBe(0);
  expect(JSON.parse(out)).toEqual({
    paperCount: 3,
    annotationCount: 0,
    noteCount: 0,
    tagCount: 0,
    problems: [],
  });
  expect(postil(['check', '--library', library]).out).toMatch(/^3 papers, .*: sound\.\n$/);
});

test('lists imports, and takes one back but for what the user has made something of', () => {
  expect(postil(['import', '--library', library, 'page.txt']).status).toBe(0);
  expect(postil(['import', '--library', library, 'listing.txt']).status).toBe(0);
  const database = openLibrary(library);
  const { id } = JSON.parse(postil(['search', '--library', library, '--json', 'noon']).out).hits[0];
  setStarred(database, [id], true);
  database.close();
  const imports = () => JSON.parse(postil(['imports', '--library', library, '--json']).out);
  const first = {
    id: 1,
    state: 'done',
    withdrawn: false,
    startedMs: expect.any(Number),
    finishedMs: expect.any(Number),
    files: ['page.txt'],
    records: 2,
    unread: 0,
  };
  expect(imports()).toEqual([{ ...first, id: 2, files: ['listing.txt'] }, first]);

  const { status, out } = postil(['undo-import', '--library', library, '--json', '1']);
  expect(status).toBe(0);
  const heading = expect.stringContaining('Winds');
  const because = 'You have read, starred, rated, queued or renamed it.';
  expect(JSON.parse(out)).toEqual({ import: 1, papers: 0, kept: [{ id, heading, because }], keptCount: 1 });
  expect(imports()[1].withdrawn).toBe(true);
  const second = postil(['undo-import', '--library', library, '2']);
  expect(second.out).toBe('Import 2 is taken back: 2 papers fewer in the library.\n');
  expect(postil(['imports', '--library', library]).out).toMatch(/^2 {2}\S+ {2}taken back {2}2 records/);

  const none = postil(['undo-import', '--library', library, '3']);
  expect([none.status, none.out]).toEqual([3, '']);
  expect(none.errors).toMatch(ONE_LINE);
});

test.each([
  [[]],
  [['frobnicate']],
  [['export']],
  [['import']],
  [['import', '--limit', '3', 'x']],
  [['import', '--library']],
  [['search']],
  [['search', '--limit', '0', 'x']],
  [['search', '--limit', 'many', 'x']],
  [['show']],
  [['show', 'tides']],
  [['show', '1', '2']],
  [['imports', '1']],
  [['undo-import']],
  [['undo-import', '0']],
  [['undo-import', 'last']],
  [['undo-import', '1', '2']],
  [['check', 'me']],
  [['check', '--verbose']],
])('%j is no way to use it', (args) => {
  const { status, out, errors } = postil(args);
  expect([status, out]).toEqual([2, '']);
  expect(errors).toMatch(ONE_LINE);
});

test.each([
  ['search', ['winds']],
  ['show', ['1']],
  ['imports', []],
  ['undo-import', ['1']],
  ['check', []],
])('%s makes no library where there is none', (command, args) => {
  const { status, out, errors } = postil([command, '--library', library, ...args]);
  expect([status, out]).toEqual([3, '']);
  expect(errors).toMatch(ONE_LINE);
  expect(existsSync(library)).toBe(false);
});

test('says what is wrong with a library in one line', () => {
  mkdirSync(library);
  writeFileSync(join(library, 'library.db'), 'Dear diary');
  for (const args of [['import', 'page.txt'], ['search', 'x'], ['show', '1'], ['check']]) {
    const [command = '', ...rest] = args;
    const { status, out, errors } = postil([command, '--library', library, ...rest]);
    expect([status, out]).toEqual([3, '']);
    expect(errors).toMatch(ONE_LINE);
  }
  expect(readdirSync(library)).toEqual(['library.db']);
});

test('a paper that is not there is told', () => {
  importBoth();
  const { status, errors } = postil(['show', '--library', library, 'doi:10.5555/none']);
  expect(status).toBe(3);
  expect(errors).toMatch(ONE_LINE);
});

test.runIf(process.platform === 'linux')('finds the library of the app, the one chosen there too', () => {
  expect(postil(['import', 'page.txt']).status).toBe(0);
  expect(existsSync(join(folder, 'config', 'Postil', 'library', 'library.db'))).toBe(true);
  writeFileSync(
    join(folder, 'config', 'Postil', 'settings.json'),
    JSON.stringify({ libraryFolder: library }),
  );
  importBoth();
  expect(JSON.parse(postil(['check', '--json']).out).paperCount).toBe(3);
});

test('codes that steer terminals are not printed', () => {
  writeFileSync(
    join(folder, 'evil.txt'),
    `Institute of Storms\nAbstract:We present \u001b[31mRedNet\u001b[0m\u202e to all. ${WINDS}\n`,
  );
  postil(['import', '--library', library, 'evil.txt']);
  for (const args of [
    ['search', 'noon'],
    ['show', '1'],
    ['show', '--json', '1'],
  ]) {
    const [command = '', ...rest] = args;
    const { out } = postil([command, '--library', library, ...rest]);
    expect(out).toContain('RedNet');
    expect(out).not.toMatch(/\p{Cc}(?<!\n)|\u202e/u);
  }
});

test('--help tells how to use it', () => {
  const { status, out } = postil(['--help']);
  expect(status).toBe(0);
  expect(out).toMatch(/^postil import /);
});
