import { NO_FIELDS, type PaperFields } from '../../shared/paper.ts';
import { readIdentifiers } from './fields/record-identifiers.ts';
import { firstDate } from './fields/tagged-date.ts';
import type { Format } from './format.ts';
import { joinNotes } from './syntax/tagged-lines.ts';
import { childrenOf, find, textOf, textOrNull, type XmlElement } from './syntax/xml-element.ts';
import { readXmlRecords, type XmlShape } from './syntax/xml-records.ts';
import { firstElement, xmlSample } from './syntax/xml-sample.ts';

const shape: XmlShape = {
  records: new Set(['Source']),
  containers: new Set(['Sources']),
  isFrame: () => false,
  fields: sourceFields,
};

/** The sources that Word keeps (`Sources.xml`), as Office Open XML defines them (ECMA-376, part 1, section 22.6). */
export const wordSourcesXml: Format = {
  name: 'word-sources-xml',
  detect: (sample) => {
    const text = xmlSample(sample) ?? '';
    return /^(?:\w+:)?sources$/.test(firstElement(text)) && /officeDocument\/2006\/bibliography/.test(text);
  },
  read: (dump) => readXmlRecords(dump, shape),
};

/** Members that hold who made it, in the order in which one stands for the author. */
const MAKERS = ['Author', 'Inventor', 'Artist', 'Director', 'Writer', 'Performer', 'Interviewee'];

function sourceFields(source: XmlElement): PaperFields | string {
  const title = textOrNull(find(source, 'Title'));
  if (title === null) return 'The entry has no title.';
  const text = (name: string): string => textOf(find(source, name));
  const makers = MAKERS.map((name) => find(source, 'Author', name)).find((maker) => maker !== undefined);
  const year = text('Year');
  const month = text('Month');
  return {
    ...NO_FIELDS,
    title,
    authors: [
      ...childrenOf(find(makers, 'NameList'), 'Person').map((person) =>
        [
          textOf(find(person, 'Last')),
          [textOf(find(person, 'First')), textOf(find(person, 'Middle'))]
            .filter((part) => part !== '')
            .join(' '),
        ]
          .filter((part) => part !== '')
          .join(', '),
      ),
      textOf(find(makers, 'Corporate')),
    ].filter((name) => name !== ''),
    ...readIdentifiers({
      dois: [text('DOI')],
      links: [text('URL'), text('StandardNumber'), text('JournalName'), text('Comments')],
    }),
    published: firstDate([
      year,
      `${year}-${month}-${text('Day')}`,
      `${year}-${month}`,
      `${text('Day')} ${month} ${year}`,
      `${month} ${year}`,
    ]),
    comment: joinNotes([text('Comments')].filter((comment) => comment !== '')),
    venue:
      ['JournalName', 'ConferenceName', 'BookTitle', 'PeriodicalTitle', 'InternetSiteTitle']
        .map((name) => textOrNull(find(source, name)))
        .find((name) => name !== null) ?? null,
  };
}
