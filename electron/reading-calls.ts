/** What can be asked of a library that can only be looked at. */
import type { CallName } from '../shared/contract.ts';

/** The calls of the library's threads that change nothing. */
export const READING: ReadonlySet<CallName> = new Set([
  'annotation.ids',
  'annotation.meanings',
  'annotation.page',
  'annotation.quote',
  'duplicates.page',
  'duplicates.preview',
  'history.timeline',
  'import.report',
  'library.overview',
  'link.targets',
  'note.revisions',
  'note.textAt',
  'paper.open',
  'paper.origins',
  'papers.ids',
  'papers.place',
  'papers.named',
  'papers.page',
  'recentSearch.list',
  'savedSearch.list',
  'search.complete',
  'search.counts',
  'search.explain',
  'search.like',
  'tag.news',
  'tag.preview',
  'template.list',
  'unread.page',
  'unread.tray',
]);

/** Calls that the window makes unasked, as reading and searching go on: where nothing can be written they do nothing. */
export const UNASKED: ReadonlySet<CallName> = new Set(['paper.noteReading', 'recentSearch.add']);
