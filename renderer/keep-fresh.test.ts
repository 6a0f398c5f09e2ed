import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { askAnew } from './keep-fresh.ts';

test('changes that come faster than answers hold no answer back, and what came last is asked for', async () => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  const asked: PromiseWithResolvers<string>[] = [];
  const observer = new QueryObserver<unknown>(client, {
    queryKey: ['papers'],
    queryFn: () => {
      const answer = Promise.withResolvers<string>();
      asked.push(answer);
      return answer.promise;
    },
    retry: false,
  });
  const shown: unknown[] = [];
  observer.subscribe(({ data }) => {
    if (data !== undefined && data !== shown.at(-1)) shown.push(data);
  });
  const query = observer.getCurrentQuery();
  asked[0]?.resolve('0 papers');
  await query.promise;

  await Promise.race([askAnew(client, query), Promise.resolve()]);
  expect(asked).toHaveLength(2);
  const later = [askAnew(client, query), askAnew(client, query), askAnew(client, query)];
  expect(asked).toHaveLength(2);
  asked[1]?.resolve('100 papers');
  await query.promise;
  await expect.poll(() => asked.length).toBe(3);
  asked[2]?.resolve('200 papers');
  await Promise.all(later);
  expect([shown, query.state.isInvalidated]).toEqual([['0 papers', '100 papers', '200 papers'], false]);

  const failing = askAnew(client, query);
  const afterFailure = askAnew(client, query);
  asked[3]?.reject(new Error('The disk is gone.'));
  await failing;
  await expect.poll(() => asked.length).toBe(5);
  asked[4]?.resolve('300 papers');
  await afterFailure;
  expect(shown.at(-1)).toBe('300 papers');
  observer.destroy();
});
