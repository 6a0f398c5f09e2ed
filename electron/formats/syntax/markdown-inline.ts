import { readIdentifiers } from '../fields/record-identifiers.ts';
import { readText, withoutTail } from '../fields/text-field.ts';

/** A link of Markdown or HTML, or an address that stands bare. */
export interface Link {
  readonly text: string;
  readonly url: string;
}

/** Longest line of which the marks are read, in UTF-16 code units; no title or abstract comes near. */
const LONGEST_LINE = 100_000;

const link =
  /!?\[((?:[^[\]]|\[[^[\]]*\])*)\]\(\s{0,9}<?([^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s{1,9}["'][^"']{0,500}["'])?\s{0,9}\)/g;
const anchor = /<a\s[^<>]{0,500}?href\s*=\s*["']?([^"'\s<>]+)[^<>]{0,500}>([^<]*)<\/a>/gi;
const bare = /\bhttps?:\/\/[^\s<>()[\]"']+/g;

/** All links of a line in their order, pictures left out. */
export function linksOf(line: string): Link[] {
  const text = line.slice(0, LONGEST_LINE);
  if (!/\]\(|href|https?:/.test(text)) return [];
  const found: Link[] = [];
  for (const [whole, shown = '', url = ''] of text.matchAll(link))
    if (!whole.startsWith('!')) found.push({ text: shown, url });
  for (const [, url = '', shown = ''] of text.matchAll(anchor)) found.push({ text: shown, url });
  for (const [url] of text.replace(link, ' ').replace(anchor, ' ').matchAll(bare)) {
    found.push({ text: '', url: withoutTail(url, '.,;:*') });
  }
  return found;
}

/** Hosts whose pages are papers, and the paths of those that have other pages too. */
const papers =
  /\.pdf(?:[?#]|$)|arxiv\.org\/|doi\.org\/10\.|openreview\.net\/(?:forum|pdf)|aclanthology\.org\/|aclweb\.org\/anthology|proceedings\.(?:mlr|neurips|nips)|papers\.(?:nips|neurips|ssrn)|openaccess\.thecvf|dl\.acm\.org\/|ieeexplore\.ieee\.org\/|link\.springer\.com\/(?:article|chapter)|nature\.com\/articles|sciencedirect\.com\/science|(?:bio|med)rxiv\.org\/content|semanticscholar\.org\/paper|jmlr\.org\/papers|pubmed\.ncbi|ncbi\.nlm\.nih\.gov\/(?:pubmed|pmc)/i;
const idInText = /\barxiv\s*:\s*(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z-]+)?\/\d{7})|\bdoi\s*:\s*10\.\d{4,9}\//i;

const mayNamePaper = /arxiv|doi|https?:|\]\(|href/i;

/** Whether a line names a paper by a link or an identifier. */
export function namesPaper(line: string): boolean {
  return (
    mayNamePaper.test(line) && (idInText.test(line) || linksOf(line).some(({ url }) => papers.test(url)))
  );
}

/** The identifiers that lines name. */
export function identifiersOf(lines: readonly string[]): ReturnType<typeof readIdentifiers> {
  return readIdentifiers({
    links: lines.flatMap((line) => [
      ...linksOf(line).map(({ url }) => url),
      ...(idInText.test(line) ? [idInText.exec(line)?.input.slice(idInText.exec(line)?.index) ?? ''] : []),
    ]),
  });
}

const tags =
  /<\/?(?:a|font|details|summary|center|sup|sub|kbd|table|t[rdh]|tbody|thead|img|code|strike|small|big)(?:\s[^<>]{0,500})?\/?>/gi;

/** A link as Obsidian and wikis write it, `[[page|words]]`. */
const wikiLink = /\[\[(?:[^[\]|]{1,200}\|)?([^[\]]{1,200})\]\](?!\()/g;

/** A piece of Markdown as plain text: links as their words, without emphasis and mark-up. Formulas stay. */
export function inlineText(markdown: string): string {
  const text = markdown
    .slice(0, LONGEST_LINE)
    .replace(link, (whole, shown: string) => (whole.startsWith('!') ? '' : shown))
    .replace(wikiLink, '$1');
  const plain = text
    .replace(tags, '')
    .split(/(\$\$[^$]+\$\$|\$[^$]+\$)/)
    .map((part, index) => (index % 2 === 1 ? part : withoutEmphasis(part)))
    .join('');
  return readText(plain) ?? '';
}

function withoutEmphasis(text: string): string {
  return text
    .replace(/\*\*|__(?=\S)|(?<=\S)__/g, '')
    .replace(/(?<![\w*])([*_])(?=\S)([^*_]+)(?<=\S)\1(?![\w*])/g, '$2')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!|~-])/g, '$1');
}
