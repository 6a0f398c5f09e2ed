/** What happens behind the one channel between window and main: trusted sender, then schema, then handler, then Result. */
import { type CallName, calls } from '../shared/contract.ts';
import { failure, PostilError, type Result, success } from '../shared/errors.ts';
import { checkedInput } from '../shared/thread.ts';

/** What main does with what comes through the door. */
export interface Door {
  /** Whether a frame of this address is the app's own page. */
  isOwnPage(url: string): boolean;
  answer(name: CallName, input: unknown): Promise<Result<unknown>>;
  /** Begins an import of dropped files; absolute paths, as the preload found them. */
  drop(paths: readonly string[]): void;
}

/** The frame that a message came from, as far as the door asks. */
export interface Sender {
  readonly url: string;
  /** Null for the main frame of a window. */
  readonly parent: unknown;
}

/** Longest list of paths taken in one drop. */
const DROP_LIMIT = 100_000;

/**
 * Answers a call of a window. Never throws, whatever was sent: what is no call of the main frame of our own page is
 * answered `bad-request`.
 * @param sender null for a frame that is gone
 */
export async function answerCall(
  door: Door,
  sender: Sender | null,
  name: unknown,
  input: unknown,
): Promise<Result<unknown>> {
  try {
    requireOwnPage(door, sender);
    const checked = checkedInput(name, input);
    if (!calls[checked.name].fromWindow) {
      throw new PostilError('bad-request', `${checked.name} is not for the window.`, 'Please report this.');
    }
    return await door.answer(checked.name, checked.input);
  } catch (thrown) {
    return failure(thrown);
  }
}

/** Takes dropped files. Never throws, as {@link answerCall}. */
export function takeDrop(door: Door, sender: Sender | null, paths: unknown): Result<null> {
  try {
    requireOwnPage(door, sender);
    door.drop(droppedPaths(paths));
    return success(null);
  } catch (thrown) {
    return failure(thrown);
  }
}

function requireOwnPage(door: Door, sender: Sender | null): void {
  if (sender === null || sender.parent !== null || !door.isOwnPage(sender.url)) {
    throw new PostilError(
      'bad-request',
      'A page that is not Postil’s own asked for something.',
      'Please report this.',
    );
  }
}

function droppedPaths(paths: unknown): readonly string[] {
  const isList = Array.isArray(paths) && paths.length <= DROP_LIMIT;
  const known = isList ? paths.filter((path): path is string => typeof path === 'string' && path !== '') : [];
  if (known.length === 0) {
    throw new PostilError(
      'file-unreadable',
      'What was dropped is no file on this computer.',
      'Drop files or folders, or save the text to a file first.',
    );
  }
  return known;
}
