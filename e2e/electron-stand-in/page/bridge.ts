/** One end of the bridge between the preload's world and the page's own. */
export type Bridge = {
  /** Gives the other world a value under this name. */
  expose(name: string, value: unknown): void;
  /** Sends the other end a message of the stand-in's own. */
  host(...message: unknown[]): void;
};

/** What an end does with messages from the other. */
export type BridgeHooks = {
  expose(name: string, value: unknown): void;
  host(...message: unknown[]): void;
};

/** A value on its way: what Blink can clone goes as it is, the rest as a reference. */
type Wrapped =
  | ['plain', unknown]
  | ['array', Wrapped[]]
  | ['object', [string, Wrapped][]]
  | ['error', string, string, string | undefined]
  | ['promise', number]
  | ['function', number];

type Message =
  | ['call', number, Wrapped[]]
  | ['returned', boolean, Wrapped]
  | ['settled', number, boolean, Wrapped]
  | ['expose', string, Wrapped]
  | ['host', unknown[]];

/**
 * Connects two JavaScript worlds of one page. Objects cannot cross between them, but DOM events can, so both hold
 * the same private EventTarget and send each other CustomEvents, whose `detail` Blink clones for the reader (File and
 * Uint8Array pass as they are). dispatchEvent is synchronous, and with it calls, return values and thrown errors.
 */
export function openBridge(channel: EventTarget, sendAs: string, hearAs: string, hooks: BridgeHooks): Bridge {
  // Taken now: the page may replace these later.
  const Event = CustomEvent;
  const dispatch = channel.dispatchEvent.bind(channel);

  const functions = new Map<number, (...values: unknown[]) => unknown>();
  const functionIds = new WeakMap<object, number>();
  const promises = new Map<number, PromiseWithResolvers<unknown>>();
  let lastPromise = 0;
  let returned: { isValue: boolean; value: Wrapped } | undefined;
  const deepest = 1000; // as Electron's contextBridge

  const send = (message: Message): void => {
    dispatch(new Event(sendAs, { detail: message }));
  };

  function wrap(value: unknown, depth = 0): Wrapped {
    if (depth > deepest) throw new TypeError('Electron contextBridge recursion depth exceeded.');
    if (typeof value === 'symbol') throw new TypeError('An object could not be cloned.');
    if (typeof value === 'function') return ['function', functionId(value as () => unknown)];
    if (typeof value !== 'object' || value === null) return ['plain', value];
    if (value instanceof Promise) return ['promise', follow(value)];
    if (Array.isArray(value)) return ['array', value.map((item) => wrap(item, depth + 1))];
    if (value instanceof Error) return ['error', value.name, value.message, value.stack];
    const kind = Object.prototype.toString.call(value);
    if (kind === '[object Object]' || kind === '[object Module]') {
      return ['object', Object.entries(value).map(([key, item]) => [key, wrap(item, depth + 1)])];
    }
    try {
      structuredClone(value);
    } catch {
      throw new Error('An object could not be cloned.');
    }
    return ['plain', value];
  }

  function functionId(value: (...values: unknown[]) => unknown): number {
    const id = functionIds.get(value) ?? functions.size + 1;
    functionIds.set(value, id);
    functions.set(id, value);
    return id;
  }

  function follow(promise: Promise<unknown>): number {
    const id = ++lastPromise;
    promise.then(
      (value) => {
        try {
          send(['settled', id, true, wrap(value)]);
        } catch (error) {
          send(['settled', id, false, wrap(error)]);
        }
      },
      (error: unknown) => send(['settled', id, false, wrap(error)]),
    );
    return id;
  }

  function unwrap(wrapped: Wrapped): unknown {
    switch (wrapped[0]) {
      case 'plain':
        return wrapped[1];
      case 'array':
        return wrapped[1].map(unwrap);
      case 'object':
        return Object.fromEntries(wrapped[1].map(([key, item]) => [key, unwrap(item)]));
      case 'error': {
        const known = { TypeError, RangeError, SyntaxError, ReferenceError };
        const [, name, message, stack] = wrapped;
        const make = name in known ? known[name as keyof typeof known] : Error;
        const error = new make(message);
        if (stack !== undefined) error.stack = stack;
        return error;
      }
      case 'promise': {
        const settling = Promise.withResolvers<unknown>();
        promises.set(wrapped[1], settling);
        return settling.promise;
      }
      case 'function': {
        const id = wrapped[1];
        return (...values: unknown[]) => call(id, values);
      }
    }
  }

  function call(id: number, values: unknown[]): unknown {
    send(['call', id, values.map((value) => wrap(value))]);
    const answer = returned; // the other end has answered before send() came back
    returned = undefined;
    if (!answer) throw new Error('electron stand-in: the other world did not answer');
    const value = unwrap(answer.value);
    if (!answer.isValue) throw value;
    return value;
  }

  function answerCall(id: number, values: Wrapped[]): void {
    try {
      const called = functions.get(id);
      if (!called) throw new Error('electron stand-in: no such function');
      send(['returned', true, wrap(called(...values.map(unwrap)))]);
    } catch (error) {
      send(['returned', false, wrap(error)]);
    }
  }

  channel.addEventListener(hearAs, (event) => {
    const message: Message = (event as CustomEvent).detail;
    switch (message[0]) {
      case 'call':
        answerCall(message[1], message[2]);
        break;
      case 'returned':
        returned = { isValue: message[1], value: message[2] };
        break;
      case 'settled': {
        const settling = promises.get(message[1]);
        promises.delete(message[1]);
        if (message[2]) settling?.resolve(unwrap(message[3]));
        else settling?.reject(unwrap(message[3]));
        break;
      }
      case 'expose':
        hooks.expose(message[1], unwrap(message[2]));
        break;
      case 'host':
        hooks.host(...message[1]);
        break;
    }
  });

  return {
    expose: (name, value) => send(['expose', name, wrap(value)]),
    host: (...message) => send(['host', message]),
  };
}
