/** What the bytes of a text are as GBK or its extension GB18030 (https://encoding.spec.whatwg.org/#gb18030-decoder). */
interface GbkCount {
  /** Characters of two or four bytes. */
  readonly characters: number;
  /** Those of GB 2312, with which nearly all Chinese text is written, that stand beside another one. */
  readonly common: number;
}

/** Counts the characters of GBK; null where a byte belongs to none. */
function countGbk(bytes: Uint8Array): GbkCount | null {
  let characters = 0;
  let common = 0;
  let run = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const lead = bytes[index] ?? 0;
    if (lead < 0x80) {
      run = 0;
      continue;
    }
    const trail = bytes[index + 1] ?? 0;
    if (lead === 0x80 || lead === 0xff) return null;
    characters += 1;
    if (trail >= 0x30 && trail <= 0x39) {
      const [third = 0, fourth = 0] = bytes.subarray(index + 2, index + 4);
      if (third < 0x81 || third === 0xff || fourth < 0x30 || fourth > 0x39) return null;
      index += 3;
      continue;
    }
    if (trail < 0x40 || trail === 0x7f || trail === 0xff) return null;
    const isCommon = trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xf7) || (lead >= 0xa1 && lead <= 0xa3));
    run = isCommon ? run + 1 : 0;
    // The first of a run counts when a second one follows it.
    if (run > 1) common += run === 2 ? 2 : 1;
    index += 1;
  }
  return { characters, common };
}

/** Whether all bytes above ASCII are whole characters of GBK. Two bytes of Windows-1252 may be so by chance. */
export function isGbk(bytes: Uint8Array): boolean {
  return countGbk(bytes) !== null;
}

/** Share of characters that stand beside another one of GB 2312: more than nine in ten in Chinese text, and by chance few. */
const LEAST_COMMON = 0.6;

/**
 * Whether bytes that are no UTF-8 are Chinese rather than Windows-1252: whole characters of GBK, most of them common
 * ones beside one another. In Western text, letters with accents stand alone.
 */
export function readsLikeGbk(bytes: Uint8Array): boolean {
  const count = countGbk(bytes);
  return count !== null && count.common >= 2 && count.common >= count.characters * LEAST_COMMON;
}
