import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readDate } from './fields/dates.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import { readText } from './fields/text-field.ts';
import type { Dump, Format } from './format.ts';
import { plainText } from './syntax/inline-markup.ts';
import { joinNotes } from './syntax/tagged-lines.ts';
import { childrenOf, find, textOf, textOrNull, type XmlElement } from './syntax/xml-element.ts';
import { readXmlRecords, type XmlShape } from './syntax/xml-records.ts';
import { firstElement, xmlSample } from './syntax/xml-sample.ts';

/**
 * Zotero's own export with notes, tags and collections, in the bibliographic ontology (http://purl.org/net/biblio#)
 * and Zotero's terms beside it. Journals, notes and collections are resources of their own, which name entries or are
 * named by them, in any order: a first reading gathers these, a second one the entries.
 */
export const zoteroRdf: Format = {
  name: 'zotero-rdf',
  detect: (sample) => {
    const text = xmlSample(sample) ?? '';
    return (
      firstElement(text) === 'rdf:rdf' && /purl\.org\/net\/biblio#|zotero\.org\/namespaces\/export/.test(text)
    );
  },
  read: (dump) => {
    const beside = gathered(dump);
    return readXmlRecords(dump, { ...frame, fields: (node) => fieldsOf(node, beside) });
  },
};

/** What every reading knows: classes of resources, each of which may hold what it is part of. */
const frame: Omit<XmlShape, 'fields'> = {
  records: new Set(
    (
      'Article Book BookSection Chapter Thesis Manuscript Letter Interview MotionPicture Illustration Document Report ' +
      'Legislation CourtCase Patent ConferenceProceedings Data Image Recording Journal Newspaper Magazine Periodical ' +
      'Series Memo Attachment Collection UserItem Description'
    ).split(' '),
  ),
  containers: new Set(['RDF']),
  isFrame: () => false,
  nestsIn: 'isPartOf',
};

/** What stands in resources beside the entries, by their names. */
interface Beside {
  /** Of what an entry is part: journals, books. */
  readonly hosts: Map<string, Host>;
  readonly notes: Map<string, string>;
  /** Names of the collections that an entry is in, by its name. */
  readonly collections: Map<string, string[]>;
  /** Names of resources that some entry names. */
  readonly named: Set<string>;
}

interface Host {
  readonly title: string | null;
  readonly identifiers: readonly string[];
}

/** Most that is gathered, in UTF-16 code units, so that memory stays bounded; notes beyond it are unread. */
const MOST_GATHERED = 32 * 1024 * 1024;

/** Kinds of resources that are no entry, though they have a title. */
const isHost = (name: string): boolean => /^(?:Journal|Newspaper|Magazine|Periodical|Series)$/.test(name);

function gathered(dump: Dump): Beside {
  const beside: Beside = { hosts: new Map(), notes: new Map(), collections: new Map(), named: new Set() };
  let length = 0;
  const take = (node: XmlElement): null => {
    const about = node.attributes.about ?? '';
    const named = ['isPartOf', 'isReferencedBy'].flatMap((name) => resourcesOf(node, name));
    const texts = [textOf(find(node, 'title')), node.name === 'Memo' ? noteOf(node) : ''];
    const members = node.name === 'Collection' ? resourcesOf(node, 'hasPart') : [];
    length += [about, ...named, ...texts, ...members].reduce((sum, text) => sum + text.length, 0);
    if (length > MOST_GATHERED) return null;
    const [title = '', note = ''] = texts;
    for (const name of named) beside.named.add(name);
    if (note !== '') beside.notes.set(about, note);
    if (isHost(node.name) || node.name === 'Book') beside.hosts.set(about, hostOf(node));
    for (const member of members) {
      beside.collections.set(member, [...(beside.collections.get(member) ?? []), title]);
    }
    return null;
  };
  // Only what it gathers on the way is of interest.
  for (const _ of readXmlRecords(dump, { ...frame, fields: take }));
  return beside;
}

function resourcesOf(node: XmlElement, name: string): string[] {
  return childrenOf(node, name).flatMap(({ attributes }) => attributes.resource ?? []);
}

/** Notes are HTML within a text. */
function noteOf(memo: XmlElement): string {
  return plainText(textOf(find(memo, 'value')));
}

function hostOf(node: XmlElement): Host {
  return { title: textOrNull(find(node, 'title')), identifiers: childrenOf(node, 'identifier').map(textOf) };
}

function fieldsOf(node: XmlElement, beside: Beside): PaperFields | string | null {
  const about = node.attributes.about ?? '';
  if (node.name === 'Attachment' || node.name === 'Collection') return null;
  if (node.name === 'Memo') {
    return beside.named.has(about) && beside.notes.has(about)
      ? null
      : 'A note that belongs to no entry of the file.';
  }
  const isEntry = find(node, 'itemType') !== undefined;
  if (!isEntry && (isHost(node.name) || node.name === 'Book') && beside.named.has(about)) return null;
  if (textOf(find(node, 'itemType')) === 'attachment') return null;
  const title = textOrNull(find(node, 'title'));
  const abstract = textOrNull(find(node, 'abstract'));
  if (isHost(node.name) || (title === null && abstract === null))
    return 'The entry has neither title nor abstract.';
  const hosts = [
    ...childrenOf(node, 'isPartOf').flatMap(({ children }) =>
      children.flatMap((child) =>
        typeof child === 'string' || child.name === 'Series' ? [] : hostOf(child),
      ),
    ),
    ...resourcesOf(node, 'isPartOf').flatMap((name) => beside.hosts.get(name) ?? []),
  ];
  const identifiers = [
    ...childrenOf(node, 'identifier').map(textOf),
    ...hosts.flatMap((host) => host.identifiers),
  ];
  const notes = resourcesOf(node, 'isReferencedBy').flatMap((name) => beside.notes.get(name) ?? []);
  const extra = linesOf(find(node, 'description'));
  return {
    ...NO_FIELDS,
    title,
    abstract,
    authors: authorsOf(node),
    ...readIdentifiers({
      dois: identifiers
        .filter((text) => /^doi\b/i.test(text))
        .map((text) => text.replace(/^doi\s*:?\s*/i, '')),
      links: [...identifiers, about, ...extra],
    }),
    published:
      readDate(textOf(find(node, 'date'))) ??
      readDate(/\b\d{4}\b/.exec(textOf(find(node, 'date')))?.[0] ?? ''),
    comment: joinNotes([...extra, ...notes]),
    categories: [
      ...new Set([...childrenOf(node, 'subject').map(textOf), ...(beside.collections.get(about) ?? [])]),
    ].filter((word) => word !== ''),
    venue: hosts.find((host) => host.title !== null)?.title ?? null,
  };
}

/** What Zotero calls "Extra": a line for each thing that has no field, among them identifiers. */
function linesOf(element: XmlElement | undefined): string[] {
  const text = (element?.children ?? []).filter((child) => typeof child === 'string').join('');
  return text.split('\n').flatMap((line) => readText(line) ?? []);
}

/** Who made it: under `authors`, or under what makers of films, talks and patents are called. */
function authorsOf(node: XmlElement): string[] {
  const lists = [
    'authors',
    'presenters',
    'inventors',
    'directors',
    'artists',
    'interviewees',
    'podcasters',
    'programmers',
  ];
  for (const name of lists) {
    const people = childrenOf(find(node, name, 'Seq'), 'li').flatMap((item) => childrenOf(item, 'Person'));
    const names = people.map((person) => {
      const given = textOf(find(person, 'givenName')) || textOf(find(person, 'givenname'));
      return [textOf(find(person, 'surname')), given].filter((part) => part !== '').join(', ');
    });
    if (names.length > 0) return names.filter((one) => one !== '');
  }
  return [];
}
