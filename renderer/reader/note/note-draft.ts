/** The text of a note as the editor holds it at one moment, and what two such texts differ in. */
import type { Text } from '@codemirror/state';

/** A text that is not put together until it is asked for. */
export interface NoteDraft {
  readonly lines: Text;
  /** What ends its lines. */
  readonly lineBreak: string;
}

/** One stretch of a text replaced. Offsets in UTF-16 code units. */
export interface Replaced {
  readonly start: number;
  readonly end: number;
  readonly inserted: string;
}

/** The whole text of a draft. */
export function draftText({ lines, lineBreak }: NoteDraft): string {
  return lines.sliceString(0, lines.length, lineBreak);
}

/**
 * The stretch of lines that makes the later text of the earlier one. Lines that both share are the same strings in
 * memory, so a long note is compared in a fraction of a millisecond.
 * @returns null where the two end their lines otherwise
 */
export function draftDifference(earlier: NoteDraft, later: NoteDraft): Replaced | null {
  const { lineBreak } = later;
  if (earlier.lineBreak !== lineBreak) return null;
  const [before, after] = [earlier.lines, later.lines];
  const head = sharedLength(before, after, 1);
  const shorter = Math.min(before.length, after.length);
  const tail = Math.min(sharedLength(before, after, -1), shorter - head);
  return {
    start: offsetIn(before, head, lineBreak.length),
    end: offsetIn(before, before.length - tail, lineBreak.length),
    inserted: after.sliceString(head, after.length - tail, lineBreak),
  };
}

/** How far whole lines and their ends are the same from the one end. */
function sharedLength(one: Text, other: Text, direction: 1 | -1): number {
  const first = one.iter(direction);
  const second = other.iter(direction);
  let length = 0;
  for (;;) {
    first.next();
    second.next();
    if (first.done || second.done) return length;
    // A line may hold what looks like an end of another kind.
    if (first.value !== second.value || first.lineBreak !== second.lineBreak) return length;
    length += first.value.length;
  }
}

/** A place in the lines, to which each end of a line is one long, as an offset of the text. */
function offsetIn(lines: Text, place: number, breakLength: number): number {
  return place + (lines.lineAt(place).number - 1) * (breakLength - 1);
}
