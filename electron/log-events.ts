/** What of calls and events goes into the log. */
import type { CallName, EventName, Events } from '../shared/contract.ts';
import type { Result } from '../shared/errors.ts';
import { errorOf, type Log } from './log.ts';

/** Calls that take longer are written down. */
const SLOW_MS = 1000;

/** Makes a call, and writes down that it failed or was slow; what was asked and answered stays out. */
export async function logged(
  log: Log,
  name: CallName,
  call: () => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  const begunMs = performance.now();
  const result = await call();
  const ms = Math.round(performance.now() - begunMs);
  if (!result.ok && result.error.code !== 'cancelled')
    log.write('failed', { call: name, code: result.error.code, ms });
  else if (ms > SLOW_MS) log.write('slow', { call: name, ms });
  return result;
}

/** Writes down events that tell how the library fares. A library that is open has the log in its folder. */
export function logEvent<Name extends EventName>(log: Log, name: Name, payload: Events[Name]): void {
  const event = { name, payload } as {
    [Each in EventName]: { name: Each; payload: Events[Each] };
  }[EventName];
  switch (event.name) {
    case 'library.state': {
      const { folder, problem, rescuedFrom, isReadOnly } = event.payload;
      log.moveTo(problem === null ? folder : null);
      if (problem === null) log.write('opened', { rescued: rescuedFrom !== null, readOnly: isReadOnly });
      else log.write('problem', { code: problem.code });
      break;
    }
    case 'library.migrating':
      log.write('migrating', { step: event.payload.step, of: event.payload.steps });
      break;
    case 'import.finished': {
      const { state, files, paperCount, durationMs } = event.payload;
      log.write('import', { state, files: files.length, papers: paperCount, ms: Math.round(durationMs) });
      break;
    }
    case 'import.failed':
      log.write('failed', { call: 'import', code: event.payload.code });
      break;
    case 'thread.fault':
      log.fault(event.payload.call, errorOf(event.payload));
      break;
  }
}
