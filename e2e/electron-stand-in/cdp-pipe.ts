import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { Command, Protocol, ProtocolEvent } from './cdp-protocol.ts';

/** One DevTools session: the browser itself, or one page. */
export type CdpSession = {
  /** Sends a command. Rejects with Chromium's message, or with "Chromium is gone". */
  send<C extends Command>(
    command: C,
    parameters?: Protocol.CommandParameters[C],
  ): Promise<Protocol.CommandReturnValues[C]>;
  /**
   * Sends a command to a page that may go away or move on at the same moment, as a user may close a window at
   * any time. Then it resolves with undefined; any other failure is reported.
   */
  attempt<C extends Command>(
    command: C,
    parameters?: Protocol.CommandParameters[C],
  ): Promise<Protocol.CommandReturnValues[C] | undefined>;
  on<E extends ProtocolEvent>(event: E, listener: (payload: Protocol.Events[E]) => void): void;
};

/** The browser's session, from which the pages' sessions are taken. */
export type CdpPipe = CdpSession & {
  page(sessionId: string): CdpSession;
  isClosed(): boolean;
  /** Resolves when Chromium has closed the pipe, which it does by ending. */
  closed: Promise<void>;
};

type Message = {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
};
type Waiting = {
  command: string;
  resolve: (result: never) => void;
  reject: (error: Error) => void;
};

const gone = 'Chromium is gone';

/**
 * Speaks DevTools over `--remote-debugging-pipe`: JSON messages, each closed by a NUL byte. Chromium ends by
 * itself when the pipe closes, so that even `kill -9` of this process leaves no orphan.
 */
export function openCdpPipe(toChromium: Writable, fromChromium: Readable): CdpPipe {
  const waiting = new Map<number, Waiting>();
  const emitters = new Map<string, EventEmitter>();
  let lastId = 0;
  let isClosed = false;
  const { promise: closed, resolve: announceClosed } = Promise.withResolvers<void>();

  function close(): void {
    if (isClosed) return;
    isClosed = true;
    for (const { reject } of waiting.values()) reject(new Error(gone));
    waiting.clear();
    announceClosed();
  }
  fromChromium.on('close', close).on('error', close);
  toChromium.on('error', close);
  readMessages(fromChromium, receive);

  function receive(text: string): void {
    const message: Message = JSON.parse(text);
    if (message.id === undefined) {
      emitters.get(message.sessionId ?? '')?.emit(message.method ?? '', message.params);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) asked?.reject(new Error(`${asked.command}: ${message.error.message}`));
    else asked?.resolve(message.result as never);
  }

  function session(sessionId: string): CdpSession {
    const emitter = emitters.get(sessionId) ?? new EventEmitter();
    emitter.setMaxListeners(0);
    emitters.set(sessionId, emitter);
    const send: CdpSession['send'] = (command, parameters) => {
      if (isClosed) return Promise.reject(new Error(gone));
      const id = ++lastId;
      const message = { id, method: command, params: parameters ?? {} };
      const addressed = sessionId === '' ? message : { ...message, sessionId };
      const answer = new Promise<never>((resolve, reject) => {
        waiting.set(id, { command, resolve, reject });
      });
      toChromium.write(`${JSON.stringify(addressed)}\0`);
      return answer;
    };
    return {
      send,
      attempt: (command, parameters) =>
        send(command, parameters).catch((error: Error) => {
          if (!isGoneError(error)) console.error('electron stand-in:', error.message);
          return undefined;
        }),
      on(event, listener) {
        emitter.on(event, listener);
      },
    };
  }

  return { ...session(''), page: session, isClosed: () => isClosed, closed };
}

function readMessages(stream: Readable, receive: (text: string) => void): void {
  let pieces: Buffer[] = [];
  stream.on('data', (data: Buffer) => {
    let from = 0;
    for (let end = data.indexOf(0); end >= 0; end = data.indexOf(0, from)) {
      pieces.push(data.subarray(from, end));
      const text = Buffer.concat(pieces).toString('utf8');
      pieces = [];
      from = end + 1;
      receive(text);
    }
    if (from < data.length) pieces.push(data.subarray(from));
  });
}

// Chromium's words for "that page, context, request or dialog is no longer there".
const goneMessages = [
  gone,
  'Session with given id not found',
  'Target closed',
  'No target with given id found',
  'Inspected target navigated or closed',
  'Cannot find context with specified id',
  'Invalid InterceptionId',
  'No dialog is showing',
  'Not attached to an active page',
  'Can only perform operation while paused',
  'uniqueContextId not found',
];

/** True when a command failed only because what it spoke of had gone away. */
export function isGoneError(error: Error): boolean {
  return goneMessages.some((words) => error.message.includes(words));
}
