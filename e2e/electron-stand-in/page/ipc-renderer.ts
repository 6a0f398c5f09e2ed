import type { Codec } from './codec.ts';
import type { DownMessage, UpMessage } from './isolated-world.ts';

type Listener = (event: object, ...values: unknown[]) => void;

/** Electron's `ipcRenderer` as a preload uses it, and the way by which messages from main reach it. */
export function createIpcRenderer(codec: Codec, post: (message: UpMessage) => void) {
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>();
  const pending = new Map<number, PromiseWithResolvers<unknown>>();
  let lastInvoke = 0;

  const missing = (name: string) => (): never => {
    throw new Error(`electron stand-in: ipcRenderer.${name} is not implemented`);
  };
  const listenersOf = (channel: string) => {
    const known = listeners.get(channel) ?? [];
    listeners.set(channel, known);
    return known;
  };
  const add = (channel: string, listener: Listener, once: boolean) => {
    listenersOf(channel).push({ listener, once });
    return ipcRenderer;
  };
  const remove = (channel: string, listener: Listener) => {
    const known = listenersOf(channel);
    const index = known.findLastIndex((entry) => entry.listener === listener);
    if (index >= 0) known.splice(index, 1);
    return ipcRenderer;
  };

  const ipcRenderer: Record<string, unknown> = {
    send(channel: string, ...values: unknown[]): void {
      post({ kind: 'send', channel, values: values.map(codec.encode) });
    },
    async invoke(channel: string, ...values: unknown[]): Promise<unknown> {
      const id = ++lastInvoke;
      const message: UpMessage = {
        kind: 'invoke',
        id,
        channel,
        values: values.map(codec.encode),
      };
      const answer = Promise.withResolvers<unknown>();
      pending.set(id, answer);
      post(message);
      return answer.promise;
    },
    on: (channel: string, listener: Listener) => add(channel, listener, false),
    addListener: (channel: string, listener: Listener) => add(channel, listener, false),
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
    removeAllListeners(channel?: string) {
      if (channel === undefined) listeners.clear();
      else listeners.delete(channel);
      return ipcRenderer;
    },
    listenerCount: (channel: string) => listenersOf(channel).length,
    sendSync: missing('sendSync'),
    postMessage: missing('postMessage'),
    sendToHost: missing('sendToHost'),
  };

  function deliver(message: Exclude<DownMessage, { kind: 'host' }>): void {
    if (message.kind === 'event') {
      const values = message.values.map(codec.decode);
      for (const { listener, once } of [...listenersOf(message.channel)]) {
        if (once) remove(message.channel, listener);
        try {
          listener({ sender: ipcRenderer, ports: [] }, ...values);
        } catch (error) {
          reportError(error); // as an error in any event listener: the others still run
        }
      }
      return;
    }
    const answer = pending.get(message.id);
    pending.delete(message.id);
    if (message.kind === 'reply') answer?.resolve(codec.decode(message.value));
    else answer?.reject(new Error(message.message));
  }

  return { ipcRenderer, deliver };
}
