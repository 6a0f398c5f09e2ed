import type { Sample } from './format.ts';

/** The beginning of a dump as one text when it is XML, by which XML formats recognise it; null when it is not. */
export function xmlSample(sample: Sample): string | null {
  const first = sample.lines.findIndex((line) => line.trim() !== '');
  if (first === -1 || !/^[\s\uFEFF]*<[!?A-Za-z_]/.test(sample.lines[first] ?? '')) return null;
  return sample.lines.join('\n');
}
