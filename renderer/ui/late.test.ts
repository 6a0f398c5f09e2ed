import { expect, test } from 'vitest';
import { latePart } from './late.ts';

test('a late part is asked for once, and tells whoever waits and still wants to know', async () => {
  let asked = 0;
  const { promise, resolve } = Promise.withResolvers<{ readonly name: string }>();
  const part = latePart(() => {
    asked += 1;
    return promise;
  });
  const told: string[] = [];
  expect([part.now(), asked]).toEqual([null, 0]);
  part.load(() => told.push('first'));
  const leave = part.load(() => told.push('left'));
  leave();
  part.load();
  expect([part.now(), asked]).toEqual([null, 1]);

  const loaded = { name: 'math' };
  resolve(loaded);
  await promise;
  expect([part.now(), asked, told]).toEqual([loaded, 1, ['first']]);
});
