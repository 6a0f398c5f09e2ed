import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * Room for what is young in this thread, from which on it no longer grows, in bytes. V8 would give it 16 MB twice over and
 * clear it so seldom that an import holds 80 MB more; it takes no less processor time for it.
 */
const ENOUGH_BYTES = 8 * 1024 * 1024;

/** Makes the limiter of the main thread, which, unlike workers, has no limits that could be set when it starts. To be called now and then. */
export function youngGenerationLimiter(): () => void {
  let isLimited = false;
  return () => {
    if (isLimited) return;
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    if (young === undefined || young.space_size < ENOUGH_BYTES) return;
    // Read by V8 each time that it would grow, for all threads: those of an import have grown by then, having more to do.
    setFlagsFromString('--semi-space-growth-factor=1');
    isLimited = true;
  };
}
