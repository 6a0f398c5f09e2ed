import type { Sample } from '../format.ts';

/** The beginning of a dump as one text when it is XML, by which XML formats recognise it; null when it is not. */
export function xmlSample(sample: Sample): string | null {
  const first = sample.lines.findIndex((line) => line.trim() !== '');
  if (first === -1 || !/^[\s\uFEFF]*<[!?A-Za-z_]/.test(sample.lines[first] ?? '')) return null;
  return sample.lines.join('\n');
}

/** The name of the first element of an XML or HTML text, in lower case; empty where it begins with anything else. */
export function firstElement(text: string): string {
  for (let at = 0; ; ) {
    while (/[\s\uFEFF]/.test(text.charAt(at))) at += 1;
    if (text.charAt(at) !== '<') return '';
    const isComment = text.startsWith('<!--', at);
    if (!isComment && !/[!?]/.test(text.charAt(at + 1)))
      return (/^<([\w:.-]{1,100})/.exec(text.slice(at, at + 101))?.[1] ?? '').toLowerCase();
    const end = text.indexOf(isComment ? '-->' : '>', at);
    if (end === -1) return '';
    at = end + (isComment ? 3 : 1);
  }
}
