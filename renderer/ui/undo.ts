import { runCommand } from './commands.ts';
import type { Offer } from './messages.ts';

/** Offered with the words that tell of a change: takes the last one back, as the key does, and says so. */
export const UNDO: Offer = { label: 'Undo', run: () => void runCommand('undo') };
