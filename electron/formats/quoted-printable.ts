import type { Line } from './decode.ts';

const head = /^content-transfer-encoding\s*:\s*(\S+)/i;

/**
 * The lines of mails, those of quoted-printable parts decoded: `=3D` is a sign, and a line that ends with `=` goes on
 * on the next (https://www.rfc-editor.org/rfc/rfc2045#section-6.7). A joined line stands where its parts stood.
 */
export function* unquotedLines(lines: Iterable<Line>): Generator<Line> {
  let isQuoted = false;
  let held: Line | null = null;
  for (const line of lines) {
    const encoding = head.exec(line.text)?.[1];
    if (encoding !== undefined) isQuoted = encoding.toLowerCase() === 'quoted-printable';
    if (!isQuoted) {
      yield line;
      continue;
    }
    const joined: Line =
      held === null
        ? line
        : { ...held, text: held.text + line.text, byteEnd: line.byteEnd, isCut: held.isCut || line.isCut };
    held = null;
    const trimmed = joined.text.trimEnd();
    if (trimmed.endsWith('=') && joined.text.length < LONGEST_JOINED) {
      held = { ...joined, text: trimmed.slice(0, -1) };
      continue;
    }
    yield { ...joined, text: unquoted(joined.text) };
  }
  if (held !== null) yield { ...held, text: unquoted(held.text) };
}

/** Longest line, in UTF-16 code units, that is put together, so that memory stays bounded. */
const LONGEST_JOINED = 1024 * 1024;

function unquoted(text: string): string {
  return text.replace(/(?:=[\dA-F]{2})+/gi, (codes) =>
    Buffer.from(codes.replaceAll('=', ''), 'hex').toString('utf8'),
  );
}
