import type { Problem } from '../shared/errors.ts';

/** More crashes within this time are not a mishap. */
const PERIOD_MS = 60_000;
const MOST = 3;

/** What a window that came back after a crash says. */
export const AFTER_CRASH: Problem = {
  code: 'bug',
  message: 'The window crashed and was opened anew.',
  advice: 'What was saved is there. Help > Copy Diagnostics holds what we need to find out why.',
};

/** Counts crashes of the window, so that one that always crashes is not opened for ever. */
export function crashCounter(): { mayReload(): boolean } {
  let times: number[] = [];
  return {
    mayReload() {
      const nowMs = performance.now();
      times = [...times.filter((time) => nowMs - time < PERIOD_MS), nowMs];
      return times.length <= MOST;
    },
  };
}
