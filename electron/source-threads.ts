/** The threads of a library as tests start them: from source, told of nothing unless they ask. */
import { type Result, unwrap } from '../shared/errors.ts';
import { type EventListener, openThreads, type Threads } from './threads.ts';

const SCRIPTS = {
  library: new URL('./library/worker.ts', import.meta.url),
  search: new URL('./search/worker.ts', import.meta.url),
};

/**
 * Opens the library in a folder.
 * @param onLost told when one of its threads has ended unasked
 * @param onEvent told of all that the threads tell main
 * @throws {PostilError} why it could not be opened
 */
export async function openSourceThreads(
  folder: string,
  onLost: (problem: Result<never>) => void = () => undefined,
  onEvent: EventListener = () => undefined,
): Promise<Threads> {
  return unwrap(await openThreads(folder, SCRIPTS, onEvent, onLost));
}
