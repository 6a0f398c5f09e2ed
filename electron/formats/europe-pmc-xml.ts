import type { PaperFields } from '../../shared/paper.ts';
import type { Format } from './format.ts';
import { readPaper } from './json-papers.ts';
import { textOf, type XmlElement } from './syntax/xml-element.ts';
import { readXmlRecords, type XmlShape } from './syntax/xml-records.ts';
import { xmlSample } from './syntax/xml-sample.ts';

const shape: XmlShape = {
  records: new Set(['result']),
  containers: new Set(['responseWrapper', 'resultList']),
  isFrame: () => true,
  fields: resultFields,
};

/** Answers of Europe PMC in XML, whose members are those of its JSON: https://europepmc.org/RestfulWebService */
export const europePmcXml: Format = {
  name: 'europe-pmc-xml',
  detect: (sample) => /<(?:\w+:)?responseWrapper[\s>]/.test(xmlSample(sample)?.slice(0, ROOT_WITHIN) ?? ''),
  read: (dump) => readXmlRecords(dump, shape),
};

/** How far from the start the root element is looked for. */
const ROOT_WITHIN = 10_000;

function resultFields(result: XmlElement): PaperFields | string {
  const members: Record<string, string> = {};
  for (const child of result.children) {
    if (typeof child !== 'string') members[child.name] ??= textOf(child);
  }
  return readPaper(members, null) ?? 'The entry has neither title nor abstract.';
}
