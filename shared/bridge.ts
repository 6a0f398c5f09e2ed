import type { CallInput, CallName, CallOutput, EventName, Events } from './contract.ts';
import type { Result } from './errors.ts';

/**
 * What the preload gives the window as `window.postil`: its only way out.
 * `DroppedFile` is the browser's `File`, which this folder, being pure, cannot name.
 */
export interface Bridge<DroppedFile> {
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Result<CallOutput<Name>>>;
  /** Listens to an event of main. @returns what ends the listening */
  on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void;
  /**
   * Imports files that the user dropped on the window. The page never learns their paths.
   * Answers as soon as the import has begun; progress and report come as events.
   */
  importDropped(files: readonly DroppedFile[]): Promise<Result<null>>;
  readonly platform: 'darwin' | 'win32' | 'linux';
}

/** Names of the channels between preload and main. */
export const CHANNELS = { call: 'postil:call', event: 'postil:event', drop: 'postil:drop' } as const;
