/** The one channel between the window and main, and the door behind it. */
import { ipcMain, type WebContents } from 'electron/main';
import { CHANNELS } from '../shared/bridge.ts';
import type { EventName, Events } from '../shared/contract.ts';
import { answerCall, type Door, takeDrop } from './door.ts';

/** Opens the door. Everything that is not the main frame of our own page is turned away. */
export function handle(door: Door): void {
  ipcMain.handle(CHANNELS.call, (event, name: unknown, input: unknown) =>
    answerCall(door, event.senderFrame, name, input),
  );
  ipcMain.handle(CHANNELS.drop, (event, paths: unknown) => takeDrop(door, event.senderFrame, paths));
}

/** Sends an event to a window. */
export function send<Name extends EventName>(window: WebContents, name: Name, payload: Events[Name]): void {
  if (!window.isDestroyed()) window.send(CHANNELS.event, name, payload);
}
