/**
 * Edits a library through its thread as the app does, until it is killed: `node edit.ts THREAD FOLDER [DUMP]`. Prints
 * the paper and the number of each note once saving it was answered. With a dump, that is imported meanwhile.
 */
import { Worker } from 'node:worker_threads';
import {
  type ThreadMessage,
  type ThreadRequest,
  type ThreadStart,
  waitingCounter,
} from '../../shared/thread.ts';

const [script = '', folder = '', dump] = process.argv.slice(2);
const start: ThreadStart = { folder, waiting: waitingCounter() };
const thread = new Worker(script, { workerData: start });
const answers = new Map<number, (isDone: boolean) => void>();
let lastId = 0;

function call(name: 'note.save' | 'tag.add' | 'import.run', input: unknown): Promise<boolean> {
  lastId += 1;
  const request: ThreadRequest = { kind: 'call', id: lastId, name, input };
  Atomics.add(start.waiting, 0, 1);
  thread.postMessage(request);
  return new Promise((resolve) => answers.set(request.id, resolve));
}

async function edit(): Promise<void> {
  if (dump !== undefined) void call('import.run', { paths: [dump] });
  for (let number = 1; ; number += 1) {
    const paperId = 1 + (number % 5);
    const isSaved = await call('note.save', { paperId, text: `Note ${number}` });
    await call('tag.add', { paperIds: [paperId], name: `tag ${number % 9}` });
    if (isSaved) process.stdout.write(`${paperId} ${number}\n`);
  }
}

thread.on('message', (message: ThreadMessage) => {
  if (message.kind === 'reply') answers.get(message.id)?.(message.result.ok);
  if (message.kind !== 'opened') return;
  if (!message.result.ok) throw new Error(message.result.error.message);
  void edit();
});
