import { readDate } from './fields/dates.ts';
import { type IdentifierLine, readIdentifierLine } from './fields/identifiers.ts';

/** What one line of a page of abstracts is. */
export type AbstractLine =
  /** `Abstract:`, with what follows it on the line. */
  | { readonly kind: 'abstract'; readonly text: string }
  | ({ readonly kind: 'identifier' } & IdentifierLine)
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'text'; readonly text: string };

/** In the languages that names of columns are read in, too. */
const label =
  /^(?:abstract|zusammenfassung|kurzfassung|résumé|resumen|resumo|riassunto|sommario|samenvatting|streszczenie|özet|аннотация|реферат|摘要|抄録|要旨|要約|초록)\s*[:：]\s*/i;
/** Without a colon only with a capital and before a dash or a sentence, or alone: "abstract" is a word of texts, too. */
const labelWithoutColon = /^A(?:bstract|BSTRACT)(?:\s*[—–]\s*|\s+-\s+|\.\s+(?=\p{Lu})|\.?$)/u;
const dated =
  /^(?:created|submitted|published|posted|date|datum|erstellt|eingereicht|veröffentlicht|créé|soumis|publié|creado|enviado|publicado|criado|creato|inviato|pubblicato|aangemaakt|ingediend|创建|提交|发布|日期|作成日|提出日|公開日|投稿日)(?:\s+(?:on|am|le|el|em|il|op))?(?:日期|时间)?\s*[:：]\s*(.+)$/i;

/** Tells what a line is; null for a blank one. */
export function classify(line: string): AbstractLine | null {
  const text = line.trim();
  if (text === '') return null;
  const labelled = label.exec(text) ?? labelWithoutColon.exec(text);
  if (labelled !== null) return { kind: 'abstract', text: text.slice(labelled[0].length) };
  const identifier = readIdentifierLine(text);
  if (identifier !== null) return { kind: 'identifier', ...identifier };
  if (text.length <= 100) {
    const date = readDate(dated.exec(text)?.[1] ?? '');
    if (date !== null) return { kind: 'date', date };
  }
  return { kind: 'text', text };
}

/** Longest text that is taken for an author's comment by its place alone; abstracts are longer as a rule. */
const COMMENT_LENGTH = 250;

/** Longest text that is taken for a comment by its words. arXiv's own comments reach about this. */
const LONG_COMMENT_LENGTH = 500;

const commentStart =
  /^(?:accepted|to appear|appear|published|presented|submitted|to be (?:published|presented|submitted)|under (?:review|submission)|in (?:submission|proceedings|press|review)|proceedings|preprint|work in progress|draft|technical report|camera|extended|(?:short|long|full|revised|updated|final|journal|conference) version|v\d+\s*[:,;]|code|project|data(?:set)?s?[:\s]|demo|\d+\s+(?:pages?|pp|figures?|tables?)\b|comments?\s*[:：]|oral|spotlight|poster|best paper|invited|withdrawn)/i;
const commentWord = /\b(?:\d+\s*(?:pages?|pp|figures?|tables?)|workshop|conference|(?:19|20)\d\d)\b/i;

/** Longest sentence that is a comment because a year, a number of pages or the like stands in it. */
const COMMENT_SENTENCE_LENGTH = 120;

/** Whether the words of a line make it an author's comment ("Accepted to ICLR 2025", "12 pages, 3 figures"). */
export function readsLikeComment(text: string): boolean {
  if (text.length > LONG_COMMENT_LENGTH) return false;
  if (commentStart.test(text)) return true;
  if (text.length > COMMENT_LENGTH || !commentWord.test(text)) return false;
  return text.length <= COMMENT_SENTENCE_LENGTH || !endsSentence(text);
}

/** Whether a line is short enough to be a comment where one is looked for. */
export function fitsComment(text: string): boolean {
  return text.length <= COMMENT_LENGTH || readsLikeComment(text);
}

/** Longest name of an institution or author at the head of a page. */
const HEADER_LENGTH = 200;

/** Whether a text may be the name over a list of abstracts: short, and no sentence. */
export function readsLikeHeader(text: string): boolean {
  return text.length <= HEADER_LENGTH && !/[.?!:;,]$/.test(text);
}

/** Whether a text ends as a sentence does, so that what follows begins something new. */
export function endsSentence(text: string): boolean {
  return /[.?!。！？][)\]"'”’$}]*$|\$$/.test(text.trimEnd());
}

/** Lines that other dumps and documents are made of: arXiv mails, tagged exports, BibTeX, mark-up, JSON, mail heads. */
const foreign =
  /^(?:\\\\\s*$|@\w+\s*\{|<[a-z!/?]|[{}[\]]|#{1,6}\s|(?:[-*+]|\d+[.)])\s+\S|---|===|(?:title|authors?|from|to|subject|categories|journal-ref|license|paper|msc-class|report-no|message-id|content-type)\s*:|[A-Z][A-Z0-9]{1,3}\s*-\s|%[0-9A-Z]\s|\w+\s*=\s*[{"])/i;

/**
 * Whether a text is a page of abstracts, of which `isMark` tells those lines that only its entries have. A document
 * of another kind may hold a few such lines too; then lines that no such page has outweigh them.
 */
export function isAbstractPage(
  lines: readonly string[],
  isMark: (content: AbstractLine, textsBefore: number) => boolean,
): boolean {
  let marks = 0;
  let foreigners = 0;
  let texts = 0;
  for (const line of lines) {
    const content = classify(line);
    if (content === null) continue;
    if (isMark(content, texts)) marks += 1;
    if (content.kind !== 'text') continue;
    texts += 1;
    if (foreign.test(content.text)) foreigners += 1;
  }
  return marks > FEWEST_MARKS_PER_FOREIGN_LINE * foreigners;
}

/** Entries of a page for each line that looks as if from another kind of document: an abstract may hold one. */
const FEWEST_MARKS_PER_FOREIGN_LINE = 5;
