import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arxivMail } from '../arxiv-mail.ts';
import { dumpOf, fixture, placeFault, read } from '../test-dump.ts';

const digest = fixture('arxiv-mail.txt').toString('utf8');
const expected = read(arxivMail, digest).records.map(({ fields }) => fields);

function base64(text: string): string {
  return Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');
}

const part = (type: string, coding: string, body: string): string =>
  `Content-Type: ${type}; charset="utf-8"\r\nContent-Transfer-Encoding: ${coding}\r\n\r\n${body}\r\n`;

const mail = `From: a@example.org\r\nMIME-Version: 1.0\r\n${part('text/plain', 'base64', base64(digest))}`;
const alternatives = `MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary="b=1"\r\n\r\n--b=1\r\n${part(
  'text/plain',
  'base64',
  base64(digest),
)}--b=1\r\n${part('text/html', 'base64', base64(`<pre>${digest}</pre>`))}--b=1--\r\n`;
const mbox = ['a', 'b']
  .map(
    (id) =>
      `From ${id}@example.org Mon Jan  1 00:00:00 2024\nX-Id: 1\n\tfolded\nSubject: daily\n\n${digest}\n`,
  )
  .join('');

describe('mails', () => {
  test.each([
    ['in base64', mail, expected],
    ['with HTML that repeats them', alternatives, expected],
    ['of an mbox', mbox, [...expected, ...expected]],
    ['quoted', digest.replace(/^/gm, '> '), expected],
    ['forwarded', `---------- Forwarded message ---------\nFrom: a\nTo: b\n\n${digest}`, expected],
  ])('%s', (_, text, fields) => {
    expect(arxivMail.detect(dumpOf(text).sample)).toBe(true);
    const { parts, records, unread } = read(arxivMail, text);
    expect(records.map((record) => record.fields)).toEqual(fields);
    expect(unread).toEqual([]);
    expect(placeFault(parts, Buffer.from(text))).toBeNull();
  });

  test('characters of one byte in quoted-printable are letters', () => {
    const text = part(
      'text/plain',
      'quoted-printable',
      digest.replace('Authors: ', 'Authors: J=FCrgen Holm, '),
    );
    expect(read(arxivMail, text).records[0]?.fields.authors[0]).toBe('Jürgen Holm');
  });

  test('in base64, damaged anywhere, keep their places in order', () => {
    fc.assert(
      fc.property(fc.nat(mail.length - 1), fc.integer({ min: 0, max: 90 }), (at, length) => {
        const bytes = Buffer.from(mail.slice(0, at) + mail.slice(at + length));
        expect(placeFault(read(arxivMail, bytes).parts, bytes)).toBeNull();
      }),
      { numRuns: 300 },
    );
  });
});
