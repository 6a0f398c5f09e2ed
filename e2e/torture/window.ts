/** The whole app with its window, worked on from within the page as the page itself does, and killed. */

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { _electron as electron, type Page } from '@playwright/test';
import type { Bridge } from '../../shared/bridge.ts';

declare global {
  interface Window {
    readonly postil: Bridge<File>;
  }
}

/** The app, running. */
export interface RunningWindow {
  readonly page: Page;
  /** Kills main; Chromium ends with it. Settles when it is gone. */
  kill(): Promise<void>;
}

/** Starts an app on a library. @param folder where its settings go */
export async function openWindow(app: string, folder: string, library: string): Promise<RunningWindow> {
  const running = await electron.launch({ args: argumentsFor(app, folder, library), cwd: app });
  const page = await running.firstWindow();
  await page.getByRole('searchbox', { name: 'Search papers' }).waitFor();
  const main = running.process();
  const gone = new Promise<void>((resolve) => main.once('exit', () => resolve()));
  return {
    page,
    async kill() {
      main.kill('SIGKILL');
      await gone;
    },
  };
}

/** Starts an app on a library without looking into its window. @returns kills it */
export function startWindow(app: string, folder: string, library: string): () => Promise<void> {
  // What the package gives is the path of its binary, or of what takes its place.
  const executable: string = createRequire(import.meta.url)('electron');
  const child = spawn(executable, argumentsFor(app, folder, library), { cwd: app, stdio: 'ignore' });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return async () => {
    child.kill('SIGKILL');
    await gone;
  };
}

function argumentsFor(app: string, folder: string, library: string): string[] {
  return [app, `--user-data-dir=${join(folder, 'settings')}`, `--library=${library}`];
}

/** Writes notes and tags without end. @param onSaved told of each note whose saving was answered */
export function editWithoutEnd(page: Page, onSaved: (paper: number, number: number) => void): void {
  page.on('console', (message) => {
    const [word, paper, number] = message.text().split(' ');
    if (word === 'saved') onSaved(Number(paper), Number(number));
  });
  // Ends with the app.
  const editing = page.evaluate(async () => {
    for (let number = 1; ; number += 1) {
      const paperId = 1 + (number % 5);
      const saved = await window.postil.call('note.save', { paperId, text: `Note ${number}` });
      if (saved.ok) console.log(`saved ${paperId} ${number}`);
      await window.postil.call('tag.add', { paperIds: [paperId], name: `tag ${number % 9}` });
    }
  });
  editing.catch(() => undefined);
}
