import type { Undone } from '../library.ts';
import { call, nothing } from './call.ts';

/** Calls that take changes back. */
export const memoryCalls = {
  /** Takes back the user's last change; null when there is none. */
  'history.undo': call<Undone | null>()('library', nothing),
  /** Makes the last change taken back again; null when there is none. */
  'history.redo': call<Undone | null>()('library', nothing),
} as const;
