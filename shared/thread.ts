/**
 * How main and its worker threads speak: one request, one reply, and events the other way.
 * Pure, so that the threads themselves need to know nothing of each other.
 */

import type { Place } from './calls/call.ts';
import { type CallName, calls, type EventName, type Events, type Handlers } from './contract.ts';
import { failure, faultOf, PostilError, type Result, success } from './errors.ts';

/** What a worker thread is started with (`workerData`). */
export interface ThreadStart {
  /** The library's folder. */
  readonly folder: string;
  /** How many messages main has sent that the thread has not taken up, in shared memory: what works long looks at it. */
  readonly waiting: Int32Array;
}

/** A counter of messages, for {@link ThreadStart}. */
export function waitingCounter(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/** Main to thread. */
export type ThreadRequest =
  | { readonly kind: 'call'; readonly id: number; readonly name: CallName; readonly input: unknown }
  /** The thread finishes what it does, closes the library and ends. */
  | { readonly kind: 'close' };

/** Thread to main. The first message of a thread is `opened`. */
export type ThreadMessage =
  | { readonly kind: 'opened'; readonly result: Result<null> }
  | { readonly kind: 'reply'; readonly id: number; readonly result: Result<unknown> }
  | { readonly kind: 'event'; readonly name: EventName; readonly payload: Events[EventName] };

/** So much of a name that no call has is told again, in UTF-16 code units. */
const NAME_SHOWN = 100;

/** The end of a message port that `serve` needs: Node's `parentPort` fits. */
export interface ThreadPort {
  postMessage(message: ThreadMessage): void;
  on(event: 'message', listener: (request: ThreadRequest) => void): unknown;
}

/**
 * Answers the calls of one place, each as it comes; failures travel as `Result`.
 * @param close called once on request, after which the port should be closed
 */
export function serve<Where extends Place>(
  port: ThreadPort,
  place: Where,
  handlers: Handlers<Where>,
  close: () => void,
): void {
  port.on('message', (request) => {
    if (request.kind === 'close') {
      close();
      return;
    }
    const onFault = (thrown: Error) => {
      const payload = faultOf(request.name, thrown);
      port.postMessage({ kind: 'event', name: 'thread.fault', payload });
    };
    void answer(place, handlers, request.name, request.input, onFault).then((result) => {
      port.postMessage({ kind: 'reply', id: request.id, result });
    });
  });
}

/**
 * Calls the handler of that name. Never throws. Main has checked the input already (`checkedInput`).
 * @param onFault told what was thrown that nobody expected
 */
export async function answer<Where extends Place>(
  place: Where,
  handlers: Handlers<Where>,
  name: CallName,
  input: unknown,
  onFault: (thrown: Error) => void = () => undefined,
): Promise<Result<unknown>> {
  try {
    const handler = Object.hasOwn(handlers, name)
      ? (handlers[name as keyof Handlers<Where>] as (input: unknown) => unknown)
      : undefined;
    if (handler === undefined) {
      throw new PostilError(
        'bad-request',
        `There is no call ${String(name)} for ${place}.`,
        'Please report this.',
      );
    }
    return success(await handler(input));
  } catch (thrown) {
    if (thrown instanceof Error && !(thrown instanceof PostilError)) onFault(thrown);
    return failure(thrown);
  }
}

/**
 * The input of a call after its schema.
 * @param name as it came through the door: anything
 * @throws {PostilError} `bad-request` for an unknown name or input that does not fit
 */
export function checkedInput(
  name: unknown,
  input: unknown,
): { readonly name: CallName; readonly input: unknown } {
  if (typeof name !== 'string' || !Object.hasOwn(calls, name)) {
    const called =
      typeof name === 'string' ? name.slice(0, NAME_SHOWN) : `whose name is of type ${typeof name}`;
    throw new PostilError('bad-request', `There is no call ${called}.`, 'Please report this.');
  }
  const known = name as CallName;
  const parsed = calls[known].input.safeParse(input);
  if (!parsed.success) {
    const where = parsed.error.issues[0];
    throw new PostilError(
      'bad-request',
      `${name} was given something it cannot take: ${where?.path.join('.') ?? ''} ${where?.message ?? ''}`.trim(),
      'Please report this.',
    );
  }
  return { name: known, input: parsed.data };
}
