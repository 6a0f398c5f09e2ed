/** The one door between the window and main: trusted sender, then schema, then handler, then Result. */
import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron/main';
import { CHANNELS } from '../shared/bridge.ts';
import { type CallName, calls, type EventName, type Events } from '../shared/contract.ts';
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

/** Longest list of paths taken in one drop. */
const DROP_LIMIT = 100_000;

/** Opens the door. Everything that is not the main frame of our own page is turned away. */
export function handle(door: Door): void {
  ipcMain.handle(CHANNELS.call, async (event, name: unknown, input: unknown) => {
    try {
      requireOwnPage(event, door);
      const checked = checkedInput(String(name), input);
      if (!calls[checked.name].fromWindow) {
        throw new PostilError('bad-request', `${checked.name} is not for the window.`, 'Please report this.');
      }
      return await door.answer(checked.name, checked.input);
    } catch (thrown) {
      return failure(thrown);
    }
  });
  ipcMain.handle(CHANNELS.drop, (event, paths: unknown) => {
    try {
      requireOwnPage(event, door);
      door.drop(droppedPaths(paths));
      return success(null);
    } catch (thrown) {
      return failure(thrown);
    }
  });
}

/** Sends an event to a window. */
export function send<Name extends EventName>(window: WebContents, name: Name, payload: Events[Name]): void {
  if (!window.isDestroyed()) window.send(CHANNELS.event, name, payload);
}

function requireOwnPage(event: IpcMainInvokeEvent, door: Door): void {
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null || !door.isOwnPage(frame.url)) {
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
