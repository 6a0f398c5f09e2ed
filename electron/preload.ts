/** Runs sandboxed in the window before the page, and gives it the bridge. */
import { contextBridge, ipcRenderer, webUtils } from 'electron/renderer';
import { type Bridge, CHANNELS } from '../shared/bridge.ts';
import type { EventName } from '../shared/contract.ts';
import type { Result } from '../shared/errors.ts';

type Listener = (payload: never) => void;

const listeners = new Map<EventName, Set<Listener>>();
/** Events that came before the page listened, so that a start with files loses no report. */
const early = new Map<EventName, unknown[]>();

ipcRenderer.on(CHANNELS.event, (_event, name: EventName, payload: unknown) => deliver(name, payload));

function deliver(name: EventName, payload: unknown): void {
  const known = listeners.get(name);
  if (known === undefined) early.set(name, [...(early.get(name) ?? []), payload]);
  else for (const listener of known) listener(payload as never);
}

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

/** What was dropped and cannot be imported is told like all else of imports. */
function tellFailure(result: Result<unknown>): void {
  if (!result.ok) deliver('import.failed', result.error);
}

/** Whether what is dragged comes from the window itself, such as a selection: it is no import. */
let isOwnDrag = false;
window.addEventListener('dragstart', () => {
  isOwnDrag = true;
});
window.addEventListener('dragend', () => {
  isOwnDrag = false;
});

// Here rather than in the page, so that nothing is lost that is dropped before the page is there.
window.addEventListener('dragover', (event) => {
  if (!isForField(event)) event.preventDefault();
});
window.addEventListener('drop', (event) => {
  if (isForField(event)) return;
  event.preventDefault();
  const { dataTransfer } = event;
  if (dataTransfer === null || isOwnDrag) return;
  const files = [...dataTransfer.files];
  const text = dataTransfer.getData('text/plain') || dataTransfer.getData('text/html');
  if (files.length > 0) void bridge.importDropped(files).then(tellFailure);
  else if (text.trim() !== '') void bridge.call('import.text', { text, from: 'dropped' }).then(tellFailure);
});

/** Text that is dropped on a text field belongs there. */
function isForField({ target, dataTransfer }: DragEvent): boolean {
  const isField =
    target instanceof Element && target.closest('input, textarea, [contenteditable="true"]') !== null;
  return isField && dataTransfer?.types.includes('Files') !== true;
}

contextBridge.exposeInMainWorld('postil', bridge);
