/** What `postil` prints for people; scripts take `--json`. */
import type { Holdings } from '../../shared/backup.ts';
import type { ImportedFile, ImportProgress, ImportReport, ImportSummary } from '../../shared/import.ts';
import type { CheckReport, Hit, OpenPaper, Page } from '../../shared/library.ts';
import type { Withdrawal } from '../../shared/withdrawal.ts';
import { oneLine } from './command.ts';

/** The report of an import, a file a line and its unread parts below. */
export function importText(report: ImportReport): string {
  return [
    ...report.files.flatMap(fileLines),
    ...(report.files.length > 1 ? [totalText(report.files)] : []),
    ...(report.trashedCount === 0 ? [] : [`${many(report.trashedCount, 'paper')} of it in the trash.`]),
    `${many(report.paperCount, 'paper')} in the library now (${seconds(report.durationMs)}).`,
  ].join('\n');
}

/** All files of an import added up. */
function totalText(files: readonly ImportedFile[]): string {
  const sum = (count: (file: ImportedFile) => number) =>
    files.reduce((total, file) => total + count(file), 0);
  const counts = `${sum((file) => file.added)} added, ${sum((file) => file.merged)} merged, ${sum((file) => file.unchanged)} unchanged`;
  const unusable = sum((file) => (file.problem === null ? 0 : 1));
  const missing = unusable === 0 ? '' : `, ${unusable} of them not read`;
  return `${many(files.length, 'file')}${missing}: ${many(
    sum((file) => file.records),
    'record',
  )} (${counts}), ${sum((file) => file.unreadCount)} unread`;
}

/** How far an import is, in one line: the part of the bytes, counts, and what is read just now. */
export function progressText(progress: ImportProgress): string {
  const { bytesDone, bytesTotal, filesDone, filesTotal, records, unread, leftMs } = progress;
  const percent = bytesTotal === 0 ? 0 : Math.min(100, Math.floor((100 * bytesDone) / bytesTotal));
  const file = filesTotal > 1 ? `, file ${Math.min(filesDone + 1, filesTotal)} of ${filesTotal}` : '';
  const left = leftMs === null ? '' : `, ${Math.ceil(leftMs / 1000)} s left`;
  return `${percent} %, ${many(records, 'record')}, ${unread} unread${file}${left}: ${progress.fileName}`;
}

/** Imports, the newest first, one a line. */
export function importsText(imports: readonly ImportSummary[]): string {
  if (imports.length === 0) return 'Nothing was imported yet.';
  return imports
    .map(({ id, startedMs, state, isWithdrawn, fileNames, recordCount, unreadCount }) => {
      const [first = '', ...more] = fileNames;
      const names = more.length === 0 ? oneLine(first) : `${oneLine(first)} and ${more.length} more`;
      const counts = `${many(recordCount, 'record')}, ${unreadCount} unread`;
      const shown = isWithdrawn ? 'taken back' : state.replace('-', ' ');
      return `${id}  ${new Date(startedMs).toISOString()}  ${shown}  ${counts}  ${names}`;
    })
    .join('\n');
}

/** What taking an import back did. */
export function withdrawalText({ importId, shownChange, kept, keptCount }: Withdrawal): string {
  const unlisted = keptCount - kept.length;
  return [
    `Import ${importId} is taken back: ${many(Math.abs(shownChange), 'paper')} ${shownChange > 0 ? 'more' : 'fewer'} in the library.`,
    ...(keptCount === 0 ? [] : [`${many(keptCount, 'paper')} kept:`]),
    ...kept.map(({ paperId, heading, because }) => `  ${paperId}  ${oneLine(heading)}: ${oneLine(because)}`),
    ...(unlisted > 0 ? [`  and ${unlisted} more`] : []),
  ].join('\n');
}

function fileLines(file: ImportedFile): string[] {
  const path = oneLine(file.path);
  if (file.problem !== null) return [`${path}: not read`];
  return [
    `${path}: ${many(file.records, 'record')} (${file.added} added, ${file.merged} merged, ${file.unchanged} unchanged), ${file.unreadCount} unread${file.format === null ? '' : `, ${file.format}`}`,
    ...(file.sameAs === null ? [] : [`  the same bytes as ${oneLine(file.sameAs)}`]),
    ...(file.remark === null ? [] : [`  ${oneLine(file.remark)}`]),
    ...file.unread.map(
      ({ line, reason, text }) => `  line ${line}: ${oneLine(reason)} ${oneLine(text).slice(0, 100)}`,
    ),
  ];
}

/** The papers found. */
export function pageText(page: Page): string {
  return [
    `${many(page.total, 'paper')} found (${seconds(page.durationMs)}).`,
    ...page.bent.map(({ from, to }) => `Nothing holds ${oneLine(from)}; looked for ${oneLine(to)}.`),
    ...page.notUnderstood.map(oneLine),
    ...page.hits.map(hitText),
  ].join('\n');
}

function hitText({ paper, snippet }: Hit): string {
  const facts = [paper.arxivId === null ? null : `arXiv:${paper.arxivId}`, paper.year].filter(
    (fact) => fact !== null,
  );
  return `\n${paper.id}  ${oneLine(paper.heading)}${facts.length > 0 ? `  (${facts.join(', ')})` : ''}\n    ${oneLine(snippet.text)}`;
}

/** A paper with all that belongs to it. */
export function paperText({ paper, annotations, note }: OpenPaper): string {
  const rows: readonly (readonly [string, readonly (string | number)[]])[] = [
    ['Authors', paper.authors],
    ['Identifiers', paper.identifiers.map(({ scheme, value }) => `${scheme}:${value}`)],
    ['Published', [paper.published ?? '']],
    ['Venue', [paper.venue ?? '']],
    ['Comment', [paper.comment ?? '']],
    ['Categories', paper.categories],
    ['Institutions', paper.institutions],
    ['Tags', paper.tags.map(({ name }) => name)],
    ['State', [paper.starred ? `${paper.state}, starred` : paper.state]],
    ['Sources', paper.sources.map(({ fileName, place }) => `${fileName} line ${place.line}`)],
  ];
  return [
    `${paper.id}  ${oneLine(paper.heading)}`,
    ...rows
      .map(([name, values]) => `${name}: ${oneLine(values.join(', '))}`)
      .filter((line) => !line.endsWith(': ')),
    '',
    oneLine(paper.currentVersion?.text ?? '(no abstract)'),
    ...annotations.map(({ colour, body, range, selectors }) => {
      const quote = selectors.find((selector) => selector.type === 'TextQuoteSelector')?.exact ?? '';
      const lost = range === null ? ', no longer in the text' : '';
      return `\n[${colour}${lost}] ${oneLine(quote)}${body === null ? '' : `\n    ${oneLine(body)}`}`;
    }),
    ...(note === null ? [] : ['', 'Note:', note.text.split('\n').map(oneLine).join('\n')]),
  ].join('\n');
}

/** What is wrong with a library, one sentence a line. */
export function checkText(report: CheckReport): string {
  return [
    `${holdingsText(report)}: ${report.problems.length === 0 ? 'sound.' : 'NOT sound.'}`,
    ...report.problems.map(oneLine),
  ].join('\n');
}

/** What a library or a backup holds. */
export function holdingsText(holds: Holdings): string {
  return [
    many(holds.paperCount, 'paper'),
    many(holds.annotationCount, 'annotation'),
    many(holds.noteCount, 'note'),
    many(holds.tagCount, 'tag'),
  ].join(', ');
}

function many(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(2)} s`;
}
