/** How the text in the editor stands to the one in the library. */
export type NoteState = 'unchanged' | 'unsaved' | 'saved' | 'failed';

/** Time after the last key press, in milliseconds. */
const PAUSE_MS = 400;
/** Longest time that typed text stays unsaved while the keys go on, in milliseconds: "within a second". */
const LIMIT_MS = 900;

/** Saves one note. */
export interface NoteSaver<Text> {
  /** Told the text after each change. */
  readonly typed: (text: Text) => void;
  /** Saves at once what is not saved yet. */
  readonly flush: () => void;
  /** Whether all that was typed is in the library. */
  readonly isSettled: () => boolean;
  /** When the last change was made or acknowledged, in milliseconds of `performance.now()`. */
  readonly settledMs: () => number;
}

/**
 * Saves a note soon after each change. Calls go out in the order of the changes and are answered in it, so
 * the last one wins; what fails stays unsaved and goes out again with the next change or flush.
 * @param save gives whether the library has acknowledged the text
 */
export function noteSaver<Text>(
  save: (text: Text) => Promise<boolean>,
  report: (state: NoteState) => void,
): NoteSaver<Text> {
  let unsaved: { readonly text: Text; readonly sinceMs: number } | null = null;
  let inFlight = 0;
  /** How often was saved: a failure counts only where nothing newer, which holds it, went out behind it. */
  let sent = 0;
  let settledMs = performance.now();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    clearTimeout(timer);
    if (unsaved === null) return;
    const { text, sinceMs } = unsaved;
    unsaved = null;
    inFlight += 1;
    sent += 1;
    const turn = sent;
    void save(text).then((isSaved) => {
      inFlight -= 1;
      settledMs = performance.now();
      if (!isSaved && turn === sent) unsaved ??= { text, sinceMs };
      if (inFlight === 0) report(isSaved ? (unsaved === null ? 'saved' : 'unsaved') : 'failed');
    });
  }

  return {
    typed(text) {
      const nowMs = performance.now();
      settledMs = nowMs;
      unsaved = { text, sinceMs: unsaved?.sinceMs ?? nowMs };
      report('unsaved');
      clearTimeout(timer);
      timer = setTimeout(flush, Math.max(0, Math.min(PAUSE_MS, unsaved.sinceMs + LIMIT_MS - nowMs)));
    },
    flush,
    isSettled: () => unsaved === null && inFlight === 0,
    settledMs: () => settledMs,
  };
}
