import { describe, expect, it } from 'vitest';
import { type Result, success } from '../shared/errors.ts';
import { newestOnly } from './threads.ts';

/** A request that ends when told. */
function held(): { run: () => Promise<Result<string>>; end: (value: string) => void; begun: () => boolean } {
  const { promise, resolve } = Promise.withResolvers<Result<string>>();
  let begun = false;
  return {
    run: () => {
      begun = true;
      return promise;
    },
    end: (value) => resolve(success(value)),
    begun: () => begun,
  };
}

describe('newestOnly', () => {
  it('answers cancelled to every waiting request but those for the newest key, without running them', async () => {
    const submit = newestOnly();
    const [first, second, third, alsoThird] = [held(), held(), held(), held()];
    const answers = [
      submit('a', first.run),
      submit('b', second.run),
      submit('c', third.run),
      submit('c', alsoThird.run),
    ];
    first.end('first');
    third.end('third');
    alsoThird.end('fourth');
    const results = await Promise.all(answers);
    expect(results.map((result) => (result.ok ? result.value : result.error.code))).toEqual([
      'first',
      'cancelled',
      'third',
      'fourth',
    ]);
    expect(second.begun()).toBe(false);
  });

  it('runs one request at a time', async () => {
    const submit = newestOnly();
    const [first, second] = [held(), held()];
    const answers = [submit('a', first.run), submit('a', second.run)];
    expect([first.begun(), second.begun()]).toEqual([true, false]);
    first.end('first');
    await answers[0];
    second.end('second');
    expect(await answers[1]).toEqual(success('second'));
  });
});
