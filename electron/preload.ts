/** Runs sandboxed in the window before the page, and gives it the bridge. */
import { contextBridge, ipcRenderer, webUtils } from 'electron/renderer';
import { type Bridge, CHANNELS } from '../shared/bridge.ts';
import type { EventName } from '../shared/contract.ts';

type Listener = (payload: never) => void;

const listeners = new Map<EventName, Set<Listener>>();
/** Events that came before the page listened, so that a start with files loses no report. */
const early = new Map<EventName, unknown[]>();

ipcRenderer.on(CHANNELS.event, (_event, name: EventName, payload: unknown) => {
  const known = listeners.get(name);
  if (known === undefined) early.set(name, [...(early.get(name) ?? []), payload]);
  else for (const listener of known) listener(payload as never);
});

const bridge: Bridge<File> = {
  call: (name, input) => ipcRenderer.invoke(CHANNELS.call, name, input),
  on(name, listener) {
    const known = listeners.get(name) ?? new Set();
    listeners.set(name, known.add(listener));
    for (const payload of early.get(name) ?? []) listener(payload as never);
    early.delete(name);
    return () => known.delete(listener);
  },
  importDropped: (files) =>
    ipcRenderer.invoke(
      CHANNELS.drop,
      files.map((file) => webUtils.getPathForFile(file)),
    ),
  platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
};

contextBridge.exposeInMainWorld('postil', bridge);
