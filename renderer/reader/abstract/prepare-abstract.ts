import { setAhead } from '../../ui/Tex.tsx';
import { typeset } from '../../ui/typeset.ts';

/** So much of an abstract is in sight when it is opened, about, in UTF-16 code units. */
const BEGINNING = 1500;

/** Less time than for a piece of math is too little, in milliseconds. */
const LEAST_MS = 2;

/** Reads the TeX of an abstract that may be opened next and sets the math at its beginning, while nothing else is to do. */
export function prepareAbstract(text: string, ending: AbortSignal): void {
  const pieces = (function* () {
    for (const piece of typeset(text).math) if (piece.start < BEGINNING) yield setAhead(piece);
  })();
  requestIdleCallback(function go(deadline) {
    if (ending.aborted) return;
    while (deadline.timeRemaining() > LEAST_MS) if (pieces.next().done === true) return;
    requestIdleCallback(go);
  });
}
