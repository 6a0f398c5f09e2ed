/**
 * Every way in which Postil can fail on purpose. Anything else is a bug.
 * `cancelled` is no failure: something newer took the place of what was asked.
 */
export const ERROR_CODES = [
  'bad-request',
  'not-found',
  'cancelled',
  'file-unreadable',
  'library-missing',
  'library-read-only',
  'library-not-a-library',
  'library-newer',
  'library-damaged',
  'library-in-use',
  'library-full',
  'bug',
] as const;

/** One of {@link ERROR_CODES}. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/** What crosses a boundary (thread, window, command line) in place of an Error, which does not clone everywhere. */
export interface Problem {
  readonly code: ErrorCode;
  /** One sentence that says what happened. */
  readonly message: string;
  /** One sentence that says what the user can do; empty only for `cancelled`. */
  readonly advice: string;
}

/** The outcome of every call over a boundary. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Problem };

/** An expected failure. Thrown inside a thread; turned into a {@link Problem} where it leaves it. */
export class PostilError extends Error {
  readonly code: ErrorCode;
  /** One sentence that says what the user can do. */
  readonly advice: string;

  constructor(code: ErrorCode, message: string, advice: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PostilError';
    this.code = code;
    this.advice = advice;
  }
}

/** A success. */
export function success<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

/** Whatever was thrown, as a failure: a {@link PostilError} as it is, all else as `bug`. */
export function failure(thrown: unknown): Result<never> {
  return { ok: false, error: problem(thrown) };
}

/** Whatever was thrown, as the words to show. */
export function problem(thrown: unknown): Problem {
  if (thrown instanceof PostilError) {
    return { code: thrown.code, message: thrown.message, advice: thrown.advice };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    code: 'bug',
    message: `Something went wrong inside Postil: ${message}`,
    advice: 'Your library is unharmed; please report this.',
  };
}

/** The value of a success; throws the failure as a {@link PostilError}. */
export function unwrap<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new PostilError(result.error.code, result.error.message, result.error.advice);
}

/** By what the file system, SQLite or Postil calls what was thrown; null for a bug. */
export function codeOf(thrown: unknown): string | null {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : null;
}

/** A bug as the log keeps it (event `thread.fault`). */
export interface Fault {
  /** What was being done. */
  readonly call: string;
  /** Name of the error's class. */
  readonly kind: string;
  readonly stack: string;
}

/** What the log is told of something thrown. @param call the call that met it, or that left the work to be done */
export function faultOf(call: string, thrown: unknown): Fault {
  const { name, stack = '' } = thrown instanceof Error ? thrown : new Error(String(thrown));
  return { call, kind: name, stack };
}
