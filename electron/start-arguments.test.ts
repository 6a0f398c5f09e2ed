import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commandLineArguments, startArguments } from './start-arguments.ts';

describe('startArguments', () => {
  it('leaves out the app’s folder while running from source, wherever the switches stand', () => {
    expect(
      startArguments(['/bin/electron', '--no-sandbox', '.', 'a.txt', '--library=lib'], true, '/papers'),
    ).toEqual({
      libraryFolder: '/papers/lib',
      files: ['/papers/a.txt'],
      links: [],
    });
  });

  it('takes every path of a packaged app', () => {
    expect(startArguments(['/opt/postil', 'a.txt', '/b'], false, '/papers')).toEqual({
      libraryFolder: null,
      files: ['/papers/a.txt', '/b'],
      links: [],
    });
  });

  it('understands the addresses by which desktops name files', () => {
    const { files } = startArguments(
      ['/opt/postil', 'file:///papers/a%20%C3%A9.bib', 'file://elsewhere/a', 'file:///%00', 'file:///%ff'],
      false,
      '/here',
    );
    expect(files[0]).toBe('/papers/a é.bib');
    expect(files.slice(1).every((file) => file.startsWith('/here/file:'))).toBe(true);
  });

  it('tells links from files', () => {
    expect(
      startArguments(['/opt/postil', 'postil://paper/1', 'postil.txt', 'POSTIL:nonsense'], false, '/papers'),
    ).toEqual({
      libraryFolder: null,
      files: ['/papers/postil.txt'],
      links: ['postil://paper/1', 'POSTIL:nonsense'],
    });
  });
});

describe('commandLineArguments', () => {
  it('are those behind the switch, whatever Chromium was told before it', () => {
    const argv = [
      '/opt/postil',
      '--ozone-platform=headless',
      '--postil-command-line',
      'search',
      '--json',
      'x',
    ];
    expect(commandLineArguments(argv)).toEqual(['search', '--json', 'x']);
    expect(commandLineArguments(['/opt/postil', '--postil-command-line'])).toEqual([]);
  });

  it('begin with a command where the app itself is started with one', () => {
    expect(commandLineArguments(['/opt/postil', 'import', 'a.txt'])).toEqual(['import', 'a.txt']);
    expect(commandLineArguments(['/opt/postil', '--help'])).toEqual(['--help']);
  });

  it('know every command that there is, and so does the package’s own postil', () => {
    const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
    const usage = spawnSync(process.execPath, [cli, '--help'], { encoding: 'utf8' }).stdout;
    const commands = [...usage.matchAll(/^postil ([\w-]+(?: \| [\w-]+)*)/gm)].flatMap(([, names = '']) =>
      names.split(' | '),
    );
    expect(commands).toContain('import');
    const script = readFileSync(new URL('../build/linux/postil', import.meta.url), 'utf8');
    const known = /^ +(.*)\)$/m.exec(script)?.[1]?.split(' | ');
    for (const command of commands) {
      expect(commandLineArguments(['/opt/postil', command])).toEqual([command]);
      expect(known).toContain(command);
    }
  });

  it('are none when files, folders or nothing are given', () => {
    for (const given of [[], ['/papers/import'], ['.', 'import'], ['a.txt', 'check'], ['--library=x']]) {
      expect(commandLineArguments(['/opt/postil', ...given])).toBeNull();
    }
  });
});
