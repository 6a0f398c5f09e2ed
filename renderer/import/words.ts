import {
  ANNOTATION_FORMAT,
  type ImportedFile,
  type ImportProgress,
  type ImportReport,
  type ImportSummary,
} from '../../shared/import.ts';
import type { Withdrawal } from '../../shared/withdrawal.ts';
import { counted, durationInWords, number } from '../ui/format.ts';

/** What an import came to, in one sentence. */
export function summary(report: ImportReport): string {
  const added = total(report, (file) => file.added);
  const merged = total(report, (file) => file.merged);
  const unread = total(report, (file) => (file.format === null ? 0 : file.unreadCount));
  const problems = report.files.filter((file) => file.problem !== null || file.format === null).length;
  const parts = [
    added > 0 ? counted(added, 'new paper') : '',
    merged > 0 ? `${counted(merged, 'record')} added to known papers` : '',
  ].filter((part) => part !== '');
  const nothing = report.files.some(bringsAnnotations) ? 'Annotations were read.' : 'Nothing new.';
  const sentences = [
    report.state === 'cancelled' ? 'Stopped before the end; what was read stays.' : '',
    report.state === 'broken-off' ? 'Broken off before the end; what was read stays.' : '',
    parts.length > 0 ? `${parts.join(', ')}.` : nothing,
    unread > 0 ? `${counted(unread, 'part')} could not be read.` : '',
    problems > 0 ? `${counted(problems, 'file')} could not be used.` : '',
    trashedInWords(report),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** How many papers of an import are in the trash, in one sentence; empty for none. */
function trashedInWords({ trashedCount }: ImportReport): string {
  if (trashedCount === 0) return '';
  return trashedCount === 1
    ? 'One paper of it is in the trash.'
    : `${counted(trashedCount, 'paper')} of it are in the trash.`;
}

/** What became of one file that could be opened, in one sentence. */
export function outcome(file: ImportedFile): string {
  if (file.bytes === 0) return 'The file is empty.';
  if (file.format === null) {
    return `Nothing was imported. ${file.unread[0]?.reason ?? 'This is no kind of file that Postil reads.'}`;
  }
  if (bringsAnnotations(file) && file.remark !== null) return file.remark;
  if (file.records === 0) return 'No paper was found in it.';
  if (file.unchanged === file.records) {
    return file.unreadCount > 0
      ? 'What could be read of it was known already.'
      : 'All of it was known already.';
  }
  if (file.unreadCount > 0) {
    const read = file.records === 1 ? 'One record was read' : `${counted(file.records, 'record')} were read`;
    return `${read}, but not every part of the file.`;
  }
  return file.records === 1 ? 'The one record was read.' : `All ${counted(file.records, 'record')} read.`;
}

function bringsAnnotations({ format }: ImportedFile): boolean {
  return format === ANNOTATION_FORMAT;
}

/** An import by its files. */
export function importName({ fileNames }: ImportSummary): string {
  const [first = 'this import'] = fileNames;
  return fileNames.length > 1 ? `${first} and ${fileNames.length - 1} more` : first;
}

/** What taking an import back did, in one or two sentences. */
export function withdrawalInWords({ shownChange, kept, keptCount }: Withdrawal): string {
  const gone = shownChange < 0 ? `: ${counted(-shownChange, 'paper')} left the library` : '';
  const [first] = kept;
  const stays =
    first === undefined
      ? ''
      : keptCount === 1
        ? ` One paper stays. ${first.because}`
        : ` ${counted(keptCount, 'paper')} stay, since you have made something of them.`;
  return `Import taken back${gone}.${stays}`;
}

function total(report: ImportReport, count: (file: ImportedFile) => number): number {
  return report.files.reduce((sum, file) => sum + count(file), 0);
}

/** What importing would come to, in one sentence. */
export function wouldHappen({ files }: Pick<ImportReport, 'files'>): string {
  const sum = (count: (file: ImportedFile) => number) =>
    files.reduce((total, file) => total + count(file), 0);
  const problems = files.filter((file) => file.problem !== null || file.format === null).length;
  const counts = countsInWords({
    added: sum((file) => file.added),
    merged: sum((file) => file.merged),
    unchanged: sum((file) => file.unchanged),
    // Of a file that could not be used, the one part is the file.
    unread: sum((file) => (file.format === null ? 0 : file.unreadCount)),
  });
  return problems === 0 ? counts : `${counts} ${counted(problems, 'file')} could not be used.`;
}

/** `6 new, 3 enriched, 1 known, 0 unread.` */
export function countsInWords({
  added,
  merged,
  unchanged,
  unread,
}: Pick<ImportProgress, 'added' | 'merged' | 'unchanged' | 'unread'>): string {
  return `${number(added)} new, ${number(merged)} enriched, ${number(unchanged)} known, ${number(unread)} unread.`;
}

/** Files in the order of what needs to be seen: not used, not recognised, not wholly read, read. */
export function failuresFirst(files: readonly ImportedFile[]): readonly ImportedFile[] {
  const rank = (file: ImportedFile) =>
    file.problem !== null
      ? 0
      : file.format === null
        ? 1
        : file.unreadCount > 0 || (file.remark !== null && !bringsAnnotations(file))
          ? 2
          : 3;
  return files.toSorted((one, other) => rank(one) - rank(other));
}

/** How fast an import is and how long the rest will take; empty until that can be told. */
export function rateInWords({ recordsPerSecond, leftMs }: ImportProgress): string {
  if (recordsPerSecond === null || leftMs === null) return '';
  return `${number(Math.round(recordsPerSecond))} a second · ${durationInWords(leftMs)} left`;
}

/** The first name and how many more. */
export function fileNames(names: readonly string[]): string {
  const [first = 'files', ...more] = names;
  return more.length === 0 ? first : `${first} and ${number(more.length)} more`;
}

/** `3 kB`, `21 MB`. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1_000_000) return `${number(Math.ceil(bytes / 1000))} kB`;
  return `${number(Math.round(bytes / 1_000_000))} MB`;
}
