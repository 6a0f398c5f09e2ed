const parentCheckMs = 500;

/**
 * Calls `end` when this process is asked to end, and when npm, which started it, has gone: the shell that npm puts in
 * between passes no signal on. Returns a function that stops listening.
 */
export function whenAskedToEnd(end: (signal: NodeJS.Signals) => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, end);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.env.npm_lifecycle_event === undefined || process.ppid === parent) return;
    clearInterval(watch);
    end('SIGTERM');
  }, parentCheckMs).unref();
  return () => {
    clearInterval(watch);
    for (const signal of signals) process.off(signal, end);
  };
}
