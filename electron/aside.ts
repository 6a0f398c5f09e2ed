import { Worker } from 'node:worker_threads';
import type { AsideName, AsideResult, AsideStart, AsideTasks } from '../shared/aside.ts';
import { failure } from '../shared/errors.ts';

/** Does one piece of work on a library in a thread of its own, which ends with it. */
export function aside<Name extends AsideName>(
  script: URL,
  name: Name,
  input: AsideTasks[Name]['input'],
): Promise<AsideResult<Name>> {
  const start: AsideStart<Name> = { aside: name, input };
  return new Promise((resolve) => {
    const worker = new Worker(script, { workerData: start });
    worker.once('message', resolve);
    worker.once('error', (thrown) => resolve(failure(thrown)));
    worker.once('exit', () => resolve(failure(new Error('The thread ended without an answer.'))));
  });
}
