import { NO_FIELDS, type PaperFields } from '../../../shared/paper.ts';
import { joinNotes } from '../syntax/tagged-lines.ts';
import { readArxivId } from './identifiers.ts';
import { readNames } from './names.ts';
import { readIdentifiers } from './record-identifiers.ts';
import { firstDate } from './tagged-date.ts';
import { readText } from './text-field.ts';

/**
 * What columns are called, only letters and digits, the most telling first: by Scopus, Web of Science (also its
 * tags), PubMed, Embase, IEEE Xplore, Lens, Dimensions, Springer, Zotero, JabRef, Publish or Perish, ASReview.
 */
const NAMES = {
  title:
    'title titles articletitle documenttitle itemtitle papertitle primarytitle publishedtitle ti t1 titel titre ' +
    'título titulo titolo tytuł название заглавие başlık displayname 题名 题目 标题 题 題名 標題 タイトル 論文名 제목',
  authors:
    'authorfullnames af authors author authornames authorsnames authorss paperauthors firstauthors firstauthor ' +
    'authorlist creators creator au a1 authorshipsauthordisplayname autoren autor autorinnen verfasser auteurs auteur autores ' +
    'autori autore autorzy авторы автор yazarlar yazar 作者 著者 저자',
  abstract:
    'abstract abstracts abstractnote abstracttext paperabstract articleabstract ab n2 summary summaries zusammenfassung ' +
    'kurzfassung résumé resumé résume resumen resumo riassunto sommario samenvatting streszczenie аннотация реферат özet 摘要 抄録 要旨 要約 초록',
  doi: 'doi di itemdoi dois digitalobjectidentifier doilink',
  pmid: 'pmid idspmid pubmedid pm pubmedidentifier medlinepmid entrezuid',
  arxiv: 'arxivid arxiv arxivnumber eprint',
  link: 'url urls link links articleurl externalurl sourceurls pdf pdfurl pdflink fulltexturl identifiers externalids',
  date:
    'publicationdate datepublished publisheddate published dateofpublication coverdate date submitteddate submitted ' +
    'createddate created updatedate',
  year:
    'year publicationyear py pubyear publishedyear yearpublished jahr erscheinungsjahr année annee año ano anno ' +
    'jaar rok год yıl 年 年份 发表年份 出版年 発行年 연도 shortdetails',
  venue:
    'sourcetitle journal journaltitle journalname journalbook publicationtitle publicationname publication venue booktitle ' +
    'primarylocationsourcedisplayname zeitschrift tijdschrift periódico revista rivista czasopismo журнал dergi 雑誌名 期刊 ' +
    'conferencename conference containertitle secondarytitle journalref so source details',
  comment:
    'comment comments note notes mynotes usernotes researchnotes annotation annotations remark remarks review extra tldr ' +
    'kommentar kommentare notiz notizen bemerkung bemerkungen commentaire commentaires remarques comentario comentarios ' +
    'nota notas 备注 笔记 メモ',
  keywords:
    'authorkeywords keywordsdisplayname schlagwörter keywords keyword indexkeywords keywordsplus manualtags automatictags mytags labels tags subjects subject categories category ' +
    'primarycategory fieldsofstudy meshterms ieeeterms topics terms de 关键词',
} as const;

/** What a column holds. */
export type Role = keyof typeof NAMES;

/** Which columns of a table hold what, by their index. */
export interface Columns {
  readonly count: number;
  readonly of: Readonly<Record<Role, readonly number[]>>;
  /** A column called `id`, which holds arXiv ids in tables drawn from arXiv's own metadata. */
  readonly idOfArxiv: number | null;
  /** Springer's table has nothing between one name and the next: `Ada QuillJo Marlow`. */
  readonly areNamesJoined: boolean;
}

/**
 * Reads the head of a table; null when it is none of papers: it must name a title, an abstract or an identifier,
 * and something else that is known, or be a row of nothing but short names.
 */
export function readHead(cells: readonly string[]): Columns | null {
  const columns = columnsOf(cells);
  const { of } = columns;
  const known = roles.filter((role) => of[role].length > 0);
  const tells = [of.title, of.abstract, of.doi, of.pmid, of.arxiv].some((found) => found.length > 0);
  const areShortNames = cells.length > 2 && cells.every((cell) => cell.length <= 40 && !/[.!?]\s/.test(cell));
  return !tells || cells.length < 2 || (known.length < 2 && !areShortNames) ? null : columns;
}

/** Reads the head of a table of nothing but abstracts; null when it is none. */
export function readOnlyHead(cell: string): Columns | null {
  const columns = columnsOf([cell]);
  return columns.of.abstract.length === 0 ? null : columns;
}

function columnsOf(cells: readonly string[]): Columns {
  const names = cells.map((cell) => cell.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
  const of = {} as Record<Role, number[]>;
  for (const role of roles) {
    of[role] = NAMES[role].split(' ').flatMap((name) => {
      const index = names.indexOf(name);
      return index === -1 ? [] : [index];
    });
  }
  // PubMed's old export calls the authors a description.
  if (names.includes('shortdetails')) of.authors.push(names.indexOf('description'));
  // Notion calls what a row is named by so.
  if (of.title.length === 0 && of.abstract.length > 0)
    of.title.push(...[names.indexOf('name')].filter((index) => index !== -1));
  const id = names.findIndex((name) => name === 'id' || name === 'paperid' || name === 'entryid');
  return {
    count: cells.length,
    of,
    idOfArxiv: id === -1 ? null : id,
    areNamesJoined: names.includes('itemdoi') && names.includes('itemtitle'),
  };
}

const roles = Object.keys(NAMES) as readonly Role[];

/** Columns that no head names. @param found what each holds; null for what is not known */
export function namelessColumns(found: readonly (Role | null)[]): Columns {
  const of = {} as Record<Role, number[]>;
  for (const role of roles) of[role] = found.flatMap((one, index) => (one === role ? [index] : []));
  return { count: found.length, of, idOfArxiv: null, areNamesJoined: false };
}

/** Reads a row below a head. */
export function readCells(cells: readonly string[], columns: Columns): PaperFields {
  const all = (role: Role): string[] => columns.of[role].flatMap((index) => filled(cells[index]) ?? []);
  const first = (role: Role): string | null => all(role)[0] ?? null;
  /** Identifiers in a cell as Python prints them: `{'ArXiv': '2401.00001'}`. */
  const inDictionaries = (name: string): string[] =>
    all('link').flatMap((cell) => new RegExp(`["']${name}["']\\s*:\\s*["']([^"']+)`).exec(cell)?.[1] ?? []);
  const id = columns.idOfArxiv === null ? '' : (cells[columns.idOfArxiv] ?? '');
  const year = all('year');
  return {
    ...NO_FIELDS,
    ...readIdentifiers({
      arxivIds: [
        ...all('arxiv'),
        ...inDictionaries('ArXiv'),
        ...(readArxivId(id) === null && !/arxiv\.org\//.test(id) ? [] : [id]),
      ],
      dois: [...all('doi'), ...inDictionaries('DOI')],
      pmids: [...all('pmid'), ...inDictionaries('PubMed')].map((id) => id.replace(/^.*\//, '')),
      links: [...all('link').flatMap((links) => links.split(/[\s;|]+/)), ...all('comment'), ...all('venue')],
    }),
    title: first('title'),
    authors: readNames((first('authors') ?? '').replace(columns.areNamesJoined ? joint : /$^/, '; ')),
    abstract: first('abstract'),
    // A year of its own column outweighs dates, which may be those of the entry into a database.
    published: firstDate([...year, ...all('date')]),
    comment: joinNotes(all('comment')),
    categories: all('keywords').flatMap(splitKeywords),
    venue: first('venue'),
  };
}

/** Where a given name follows the last letter of a name; within `McDonald` and `DeWitt` none does. */
const joint = /(?<=\p{Ll})(?<!\b(?:Mc|Mac|De|Del|Di|Du|La|Le|Van|Von|Fitz))(?=\p{Lu}[\p{L}.'’-]*\s)/gu;

/** A cell with something in it. Programs that know no empty cell write `nan` or the like. */
function filled(cell: string | undefined): string | null {
  const text = readText(cell ?? '');
  return text === null || /^(?:nan|null|none|n\/a|-)$/i.test(text) ? null : text;
}

const arxivCategories = /^[a-z-]+(?:\.[A-Za-z-]+)?(?:\s+[a-z-]+\.[A-Za-z-]+)+$/;

function splitKeywords(cell: string): string[] {
  const list = cell.replace(/^\[\s*(['"].*['"])\s*\]$/, '$1');
  const divider = /[;|]/.test(list) ? /[;|]/ : arxivCategories.test(list) ? /\s/ : /,(?![^()]*\))/;
  return list.split(divider).flatMap((word) => readText(word.replace(/^\s*['"]|['"]\s*$/g, '')) ?? []);
}
