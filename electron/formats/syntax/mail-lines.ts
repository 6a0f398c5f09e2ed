import { decodeLine, type Line } from './decode.ts';

const header = /^content-(transfer-encoding|type)\s*:\s*([^\s;]+)/i;
const boundary = /^(?:content-type\s*:.*;|\s.*)\bboundary\s*=\s*"?([^";\s]+)/i;
/** The line before each mail of an mbox: https://www.rfc-editor.org/rfc/rfc4155 */
const postmark = /^From \S+ .*\d{4}\s*$/;

/** How the lines of a part of a mail are written. */
type Coding = 'plain' | 'quoted-printable' | 'base64' | 'repeated';

/**
 * The lines of mails as they were before they were sent: quoted-printable and base64 are decoded, signs of quoting
 * (`> `) left out (https://www.rfc-editor.org/rfc/rfc2045#section-6). A joined line stands where its parts stood, one
 * out of base64 where its characters stood. HTML that repeats a plain text in other dress is left out.
 */
export function* mailLines(lines: Iterable<Line>): Generator<Line> {
  let coding: Coding = 'plain';
  /** What the head of a part announces for its body, which begins behind a blank line. */
  let announced: Coding = 'plain';
  let isHead = false;
  let hasPlain = false;
  const boundaries = new Set<string>();
  /** Lines that go on on the next. */
  let held: Line[] = [];
  let heldLength = 0;
  let body = newBody();
  for (const line of lines) {
    const [, field, value = ''] = header.exec(line.text) ?? [];
    const named = isHead || field !== undefined ? boundary.exec(line.text)?.[1] : undefined;
    if (named !== undefined) boundaries.add(`--${named}`).add(`--${named}--`);
    const isNext = field !== undefined || boundaries.has(line.text.trimEnd()) || postmark.test(line.text);
    if (coding === 'base64') {
      if (!isNext && /^[A-Za-z0-9+/]+={0,2}\s*$/.test(line.text) && !line.isCut) {
        yield* decoded(body, line);
        continue;
      }
      yield* rest(body);
      body = newBody();
      if (line.text.trim() !== '') coding = 'plain';
    }
    if (isNext) {
      if (held.length > 0) yield joined(held);
      held = [];
      coding = 'plain';
      isHead = true;
      if (field === undefined) announced = 'plain';
      else if (field.toLowerCase() === 'transfer-encoding') {
        announced = announced === 'repeated' ? announced : codingOf(value);
      } else if (/^multipart\//i.test(value)) hasPlain = false;
      else if (/^text\/plain/i.test(value)) hasPlain = true;
      else if (/^text\/html/i.test(value) && hasPlain) announced = 'repeated';
      yield line;
      continue;
    }
    if (isHead && line.text.trim() === '') {
      isHead = false;
      coding = announced;
    }
    if (coding === 'repeated') continue;
    if (coding !== 'quoted-printable') {
      yield withoutQuoting(line);
      continue;
    }
    const trimmed = line.text.trimEnd();
    const goesOn = trimmed.endsWith('=') && heldLength + trimmed.length < LONGEST_JOINED;
    held.push(goesOn ? { ...line, text: trimmed.slice(0, -1) } : line);
    heldLength += trimmed.length;
    if (goesOn) continue;
    yield joined(held);
    held = [];
    heldLength = 0;
  }
  if (held.length > 0) yield joined(held);
  yield* rest(body);
}

/** Longest line, in UTF-16 code units, that is put together, so that memory stays bounded. */
const LONGEST_JOINED = 1024 * 1024;

function codingOf(name: string): Coding {
  const known = name.toLowerCase();
  return known === 'quoted-printable' || known === 'base64' ? known : 'plain';
}

const EIGHT_BIT = { name: '8-bit', markBytes: 0 } as const;

function joined(lines: readonly Line[]): Line {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('No lines to join.');
  const quoted = lines.map(({ text }) => text).join('');
  const text = quoted.replace(/(?:=[\dA-F]{2})+/gi, (codes) => {
    const bytes = Buffer.from(codes.replaceAll('=', ''), 'hex');
    return decodeLine(bytes, 0, bytes.length, EIGHT_BIT);
  });
  return withoutQuoting({ ...first, text, byteEnd: last.byteEnd, isCut: lines.some(({ isCut }) => isCut) });
}

function withoutQuoting(line: Line): Line {
  return line.text.startsWith('>') ? { ...line, text: line.text.replace(/^(?:>\s?){1,50}/, '') } : line;
}

interface BodyStart {
  readonly byteStart: number;
  readonly number: number;
}

/** A body in base64, as far as it is decoded. */
interface Body {
  /** Characters that wait for the rest of their group of four. */
  characters: string;
  /** Bytes of a line whose end has not come. */
  bytes: Buffer;
  /** Where the line begins in the file. */
  start: BodyStart | null;
  byteEnd: number;
}

function newBody(): Body {
  return { characters: '', bytes: Buffer.alloc(0), start: null, byteEnd: 0 };
}

function* decoded(body: Body, line: Line): Generator<Line> {
  const characters = body.characters + line.text.trim();
  const whole = characters.length - (characters.length % 4);
  const before = body.bytes.length;
  body.bytes = Buffer.concat([body.bytes, Buffer.from(characters.slice(0, whole), 'base64')]);
  /** Place in the file of a byte that this line of base64 brought. */
  const place = (offset: number): number =>
    line.byteStart +
    Math.max(0, Math.min(line.text.length, Math.floor(((offset - before) * 4) / 3) - body.characters.length));
  let start: BodyStart = body.start ?? { byteStart: line.byteStart, number: line.number };
  let from = 0;
  for (let end = body.bytes.indexOf(0x0a, before); end !== -1; end = body.bytes.indexOf(0x0a, from)) {
    const byteEnd = Math.max(start.byteStart + 1, place(end + 1));
    yield withoutQuoting({ ...start, text: textOf(body.bytes, from, end), byteEnd, isCut: false });
    from = end + 1;
    start = { byteStart: byteEnd, number: line.number };
  }
  body.start = start;
  body.bytes = body.bytes.subarray(from);
  body.characters = characters.slice(whole);
  body.byteEnd = line.byteEnd;
  if (body.bytes.length < LONGEST_JOINED) return;
  yield* rest(body);
}

function* rest(body: Body): Generator<Line> {
  const { bytes, start, byteEnd } = body;
  if (start !== null && bytes.length > 0 && byteEnd > start.byteStart) {
    yield withoutQuoting({ ...start, text: textOf(bytes, 0, bytes.length), byteEnd, isCut: false });
  }
  body.bytes = Buffer.alloc(0);
  body.start = null;
}

function textOf(bytes: Buffer, from: number, end: number): string {
  const isReturn = end > from && bytes[end - 1] === 0x0d;
  return decodeLine(bytes, from, isReturn ? end - 1 : end, EIGHT_BIT);
}
