/**
 * Child process of runtime.ts: downloads Electron's binary by Electron's own install script, which knows mirrors,
 * caches and checksums. It differs in three things: it gives up early where the network is closed, it shows
 * progress, and its exit code tells "cannot be reached" (75) from "went wrong" (1).
 */
import { createRequire } from 'node:module';

/** Exit code for "the server cannot be reached from here": EX_TEMPFAIL of sysexits.h. */
const UNREACHABLE = 75;
/** How long a server may take to begin its answer. The answer itself may take as long as it needs. */
const ANSWER_TIME_MS = 6000;
/** How long an answer that has begun may stand still. */
const STALL_TIME_MS = 60_000;
const PROGRESS_TIME_MS = 2000;

const reach = globalThis.fetch;

// The install script calls the global fetch.
globalThis.fetch = async (input, init) => {
  const giveUp = new AbortController();
  let timer = setTimeout(() => giveUp.abort(new Error('no answer')), ANSWER_TIME_MS);
  const response = await reach(input, { ...init, signal: giveUp.signal }).catch(unreachable);
  if (!response.ok || response.body === null)
    return unreachable(new Error(`the answer was ${response.status}`));

  const total = Number(response.headers.get('content-length') ?? 0);
  let received = 0;
  const show = () =>
    process.stderr.write(`Downloading Electron: ${megabytes(received)} of ${megabytes(total)} MB\n`);
  const progress = setInterval(show, PROGRESS_TIME_MS);
  const restart = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => giveUp.abort(new Error('the download stands still')), STALL_TIME_MS);
  };
  restart();
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        received += chunk.length;
        restart();
        controller.enqueue(chunk);
      },
      flush() {
        clearTimeout(timer);
        clearInterval(progress);
        show();
      },
    }),
  );
  return new Response(counted, { status: response.status, headers: response.headers });
};

function unreachable(error: unknown): never {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  process.stdout.write(cause instanceof Error ? cause.message : String(cause));
  process.exit(UNREACHABLE);
}

function megabytes(bytes: number): string {
  return bytes === 0 ? '?' : (bytes / 1e6).toFixed(0);
}

createRequire(import.meta.url)('electron/install.js');
