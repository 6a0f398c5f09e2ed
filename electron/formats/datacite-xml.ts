import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readDate } from './fields/dates.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import type { Format } from './format.ts';
import { plainText } from './syntax/inline-markup.ts';
import { childrenOf, find, textOf, textOrNull, type XmlElement } from './syntax/xml-element.ts';
import { readXmlRecords, type XmlShape } from './syntax/xml-records.ts';
import { xmlSample } from './syntax/xml-sample.ts';

const shape: XmlShape = {
  records: new Set(['resource']),
  containers: new Set(['resources', 'records']),
  isFrame: () => false,
  fields: dataciteFields,
};

/** What repositories tell DataCite of a publication: https://schema.datacite.org/meta/kernel-4/ */
export const dataciteXml: Format = {
  name: 'datacite-xml',
  detect: (sample) =>
    /<(?:\w+:)?resource\s[^>]*datacite\.org\/schema/.test(xmlSample(sample)?.slice(0, ROOT_WITHIN) ?? ''),
  read: (dump) => readXmlRecords(dump, shape),
};

/** How far from the start the first resource is looked for. */
const ROOT_WITHIN = 10_000;

/** What a `resource` says; one sentence why it is no record when it has neither title nor abstract. */
export function dataciteFields(resource: XmlElement): PaperFields | string {
  const titles = childrenOf(find(resource, 'titles'), 'title');
  const title = textOf(titles.find(({ attributes }) => attributes.titleType === undefined) ?? titles[0]);
  const subtitle = textOf(titles.find(({ attributes }) => attributes.titleType === 'Subtitle'));
  const descriptions = childrenOf(find(resource, 'descriptions'), 'description');
  const abstract = plainText(
    textOf(descriptions.find(({ attributes }) => attributes.descriptionType === 'Abstract')),
  );
  if (title === '' && abstract === '') return 'The entry has neither title nor abstract.';
  const dates = childrenOf(find(resource, 'dates'), 'date');
  const issued = dates.find(({ attributes }) => attributes.dateType === 'Issued');
  const related = childrenOf(find(resource, 'relatedItems'), 'relatedItem').find(
    ({ attributes }) => attributes.relationType === 'IsPublishedIn',
  );
  return {
    ...NO_FIELDS,
    title: (subtitle === '' || subtitle === title ? title : `${title}: ${subtitle}`) || null,
    authors: childrenOf(find(resource, 'creators'), 'creator')
      .map((creator) => textOf(find(creator, 'creatorName')))
      .filter((name) => name !== ''),
    abstract: abstract || null,
    ...readIdentifiers({
      dois: childrenOf(resource, 'identifier').map(textOf),
      links: childrenOf(find(resource, 'alternateIdentifiers'), 'alternateIdentifier').map(textOf),
    }),
    published: readDate(textOf(issued)) ?? readDate(textOf(find(resource, 'publicationYear'))),
    categories: childrenOf(find(resource, 'subjects'), 'subject').flatMap(
      (subject) => textOrNull(subject) ?? [],
    ),
    venue: textOrNull(find(related, 'titles', 'title')),
  };
}
