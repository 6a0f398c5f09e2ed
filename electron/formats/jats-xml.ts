import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readDate } from './fields/dates.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import type { Format } from './format.ts';
import { childrenOf, find, textOf, textOrNull, type XmlElement } from './syntax/xml-element.ts';
import { readXmlRecords, type XmlShape } from './syntax/xml-records.ts';
import { xmlSample } from './syntax/xml-sample.ts';

const shape: XmlShape = {
  records: new Set(['article']),
  containers: new Set(['pmc-articleset', 'articles', 'articleset']),
  isFrame: () => false,
  fields: jatsFields,
};

/** Articles in NISO's JATS, as PubMed Central and publishers give them: https://jats.nlm.nih.gov/archiving/ */
export const jatsXml: Format = {
  name: 'jats-xml',
  detect: (sample) => {
    const text = xmlSample(sample) ?? '';
    return /<(?:\w+:)?article[\s>]/.test(text) && /<(?:\w+:)?article-meta[\s>]/.test(text);
  },
  read: (dump) => readXmlRecords(dump, shape),
};

/** Kinds of abstracts beside the one that is the paper's. */
const otherAbstract = /graphic|teaser|toc|key|highlight|summary|video|precis|editor/i;

/** What an `article` says; one sentence why it is no record when it has neither title nor abstract. */
export function jatsFields(article: XmlElement): PaperFields | string {
  const meta = find(article, 'front', 'article-meta') ?? find(article, 'article-meta');
  const journal = find(article, 'front', 'journal-meta');
  const title = textOf(find(meta, 'title-group', 'article-title'));
  const subtitle = textOf(find(meta, 'title-group', 'subtitle'));
  const abstracts = childrenOf(meta, 'abstract');
  const own = abstracts.find(({ attributes }) => !otherAbstract.test(attributes['abstract-type'] ?? ''));
  const abstract = abstractOf(own ?? childrenOf(meta, 'trans-abstract')[0]);
  if (title === '' && abstract === null) return 'The entry has neither title nor abstract.';
  const ids = childrenOf(meta, 'article-id');
  const ofType = (type: string): string[] =>
    ids.filter(({ attributes }) => attributes['pub-id-type'] === type).map(textOf);
  return {
    ...NO_FIELDS,
    title: (subtitle === '' ? title : `${title}: ${subtitle}`) || null,
    authors: childrenOf(meta, 'contrib-group')
      .flatMap((group) => childrenOf(group, 'contrib'))
      .filter(({ attributes }) => (attributes['contrib-type'] ?? 'author') === 'author')
      .map(nameOf)
      .filter((name) => name !== ''),
    abstract,
    ...readIdentifiers({ dois: ofType('doi'), pmids: ofType('pmid'), arxivIds: ofType('arxiv') }),
    published: firstOf(
      [...childrenOf(meta, 'pub-date'), ...childrenOf(find(meta, 'history'), 'date')].map(dateOf),
    ),
    categories: childrenOf(meta, 'kwd-group')
      .flatMap((group) => childrenOf(group, 'kwd'))
      .flatMap((keyword) => textOrNull(keyword) ?? []),
    venue:
      textOrNull(find(journal, 'journal-title-group', 'journal-title')) ??
      textOrNull(find(journal, 'journal-title')) ??
      textOrNull(find(journal, 'journal-id')),
  };
}

/** The first day, month or year on which it was published in any form; those of a year alone are the least sure. */
function firstOf(dates: readonly (string | null)[]): string | null {
  const told = dates.filter((date) => date !== null);
  const [year] = told.map((date) => date.slice(0, 4)).toSorted();
  const inYear = told.filter((date) => date.startsWith(year ?? ''));
  return inYear.toSorted((one, other) => other.length - one.length || (one < other ? -1 : 1))[0] ?? null;
}

function dateOf(date: XmlElement): string | null {
  const parts = ['year', 'month', 'day'].map((name) => textOf(find(date, name)));
  for (let length = 3; length > 0; length -= 1) {
    const known = parts.slice(0, length);
    const read = known.includes('') ? null : readDate(known.join('-'));
    if (read !== null) return read;
  }
  return null;
}

/** The text of an abstract, each of its sections behind its title, without the word "Abstract" over all. */
function abstractOf(abstract: XmlElement | undefined): string | null {
  if (abstract === undefined) return null;
  const isTitle = (child: XmlElement | string): boolean =>
    typeof child !== 'string' && child.name === 'title';
  const parts = abstract.children.map((child) => {
    if (typeof child === 'string' || isTitle(child)) return typeof child === 'string' ? child : '';
    const title = child.name === 'sec' ? textOf(find(child, 'title')).replace(/[:.]$/, '') : '';
    const text = textOf({ ...child, children: child.children.filter((inner) => !isTitle(inner)) });
    return title === '' ? text : `${title}: ${text}`;
  });
  return textOrNull({ name: '', attributes: {}, children: [parts.join(' ')] });
}

/** `Surname, Given`, or the name of a group. */
function nameOf(contributor: XmlElement): string {
  const name =
    find(contributor, 'name') ??
    find(contributor, 'name-alternatives', 'name') ??
    find(contributor, 'string-name');
  const surname = textOf(find(name, 'surname'));
  if (surname === '') return textOf(name) || textOf(find(contributor, 'collab'));
  return [surname, textOf(find(name, 'given-names')), textOf(find(name, 'suffix'))]
    .filter((part) => part !== '')
    .join(', ');
}
