import type { Database } from '../database.ts';
import type { LaterSettling } from '../importing/settle-later.ts';
import type { LaterIndex } from '../index-later.ts';
import type { Slices } from '../remembering/slices.ts';

/** What the handlers of the library thread work with. */
export interface LibraryContext {
  readonly database: Database;
  /** Tells window and search which papers changed, before the call is answered; null for many or all. */
  readonly changed: (paperIds: readonly number[] | null, part?: 'note') => void;
  /** To be told of what was saved and is to be indexed later. */
  readonly index: LaterIndex;
  /** Makes changes of very many rows. */
  readonly slices: Slices;
  /** To be told where more may be unsettled than one transaction did. */
  readonly settling: LaterSettling;
}
