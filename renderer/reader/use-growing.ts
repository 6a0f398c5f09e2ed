import { useEffect, useState } from 'react';

/**
 * A number that grows to all while the window has nothing else to do: so much is drawn, and the rest follows.
 * @param first what is there at once
 * @param step by how much it grows each time
 * @param wanted as much as must be there at once whatever happens
 */
export function useGrowing(all: number, first: number, step: number, wanted = 0): number {
  const [count, setCount] = useState(first);
  const enough = Math.max(count, wanted);
  useEffect(() => {
    if (enough >= all) return;
    const idle = requestIdleCallback(() => setCount(enough + step), { timeout: 500 });
    return () => cancelIdleCallback(idle);
  }, [enough, all, step]);
  return Math.min(all, enough);
}
