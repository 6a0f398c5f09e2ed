import type { Result } from '../../../shared/errors.ts';
import { draftDifference, draftText, type NoteDraft, type Replaced } from './note-draft.ts';

/** The calls that write one note; they answer the writing that the note stands at then. */
export interface NoteCalls {
  readonly save: (text: string) => Promise<Result<number | null>>;
  /** Answers null when the note does not stand at that writing any more. */
  readonly splice: (since: number, replaced: Replaced) => Promise<Result<number | null>>;
}

/**
 * Writes one note into the library: what was typed since the last writing, where that one was acknowledged and nothing
 * else has written since; else the whole text.
 * @returns what gives whether the library has acknowledged a text
 */
export function noteWriter({ save, splice }: NoteCalls): (draft: NoteDraft) => Promise<boolean> {
  let known: { readonly draft: NoteDraft; readonly writing: number } | null = null;
  let newest: NoteDraft;

  function acknowledge(draft: NoteDraft, writing: number | null): void {
    if (writing !== null && newest === draft) known = { draft, writing };
  }

  async function saveWhole(draft: NoteDraft): Promise<boolean> {
    const text = draftText(draft);
    const saved = await save(text);
    // What has no bytes, halves of surrogate pairs, the library keeps as other characters.
    if (saved.ok && text.isWellFormed()) acknowledge(draft, saved.value);
    return saved.ok;
  }

  return async (draft) => {
    const before = known;
    known = null;
    newest = draft;
    const replaced = before === null ? null : draftDifference(before.draft, draft);
    if (before === null || replaced === null || !replaced.inserted.isWellFormed()) return saveWhole(draft);
    const spliced = await splice(before.writing, replaced);
    if (!spliced.ok) return false;
    if (spliced.value === null) {
      // A newer text that is on its way holds this one.
      return newest === draft ? saveWhole(draft) : true;
    }
    acknowledge(draft, spliced.value);
    return true;
  };
}
