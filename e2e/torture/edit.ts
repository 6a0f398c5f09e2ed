/**
 * Edits a library through its thread as the app does, until it is killed: `node edit.ts THREAD FOLDER [DUMP]`. Prints
 * the paper and the number of each note once saving it was answered. With a dump, that is imported meanwhile.
 */
import { Worker } from 'node:worker_threads';
import type { ThreadMessage, ThreadRequest } from '../../shared/thread.ts';

const [script = '', folder = '', dump] = process.argv.slice(2);
const thread = new Worker(script, { workerData: { folder } });
const waiting = new Map<number, (isDone: boolean) => void>();
let lastId = 0;

function call(name: 'note.save' | 'tag.add' | 'import.run', input: unknown): Promise<boolean> {
  lastId += 1;
  const request: ThreadRequest = { kind: 'call', id: lastId, name, input };
  thread.postMessage(request);
  return new Promise((resolve) => waiting.set(request.id, resolve));
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
  if (message.kind === 'reply') waiting.get(message.id)?.(message.result.ok);
  if (message.kind !== 'opened') return;
  if (!message.result.ok) throw new Error(message.result.error.message);
  void edit();
});
