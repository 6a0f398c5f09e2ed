import type { SavedSearch, Sort } from '../../shared/search.ts';
import { libraryFolder } from '../postil.ts';

/** What the list shows, as far as the next start finds it again. */
export interface ListView {
  /** Query of a line of the sidebar, perhaps narrowed by tags. */
  readonly shelf: string;
  /** Query of the results that are searched within; empty for none. */
  readonly outer: string;
  readonly typed: string;
  readonly exactly: boolean;
  /** The saved search that was chosen, as it was then. */
  readonly saved: SavedSearch | null;
  /** Order of the saved search, which may have been changed since; null for the one of the kind of view. */
  readonly sort: Sort | null;
}

/** What the list showed of a library, and the paper in the reader. */
export interface KeptView extends ListView {
  /** The paper in the reader; null for none. */
  readonly openId: number | null;
  /** Where it stood in the list, zero-based. */
  readonly index: number;
}

/** What was kept of the library that is open; nothing, at its first start. */
export function keptView(): Partial<KeptView> {
  return JSON.parse(localStorage.getItem(keyOfLibrary()) ?? '{}') as Partial<KeptView>;
}

/** What is to be kept, under its key, once nothing is typed any more; null for nothing. */
let waiting: { readonly key: string; readonly view: Partial<KeptView> } | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Keeps what changed of it. */
export function keepView(part: Partial<KeptView>): void {
  const key = keyOfLibrary();
  if (waiting?.key !== key) write();
  waiting = { key, view: { ...(waiting?.view ?? keptView()), ...part } };
  clearTimeout(timer);
  timer = setTimeout(write, SETTLED_MS);
}

function write(): void {
  if (waiting !== null) localStorage.setItem(waiting.key, JSON.stringify(waiting.view));
  waiting = null;
}

/** A key in the search box does not wait for the storage: it is written to when this long nothing changed, in milliseconds. */
const SETTLED_MS = 300;

window.addEventListener('pagehide', write);

function keyOfLibrary(): string {
  return `postil-view ${libraryFolder() ?? ''}`;
}
