import { randomUUID } from 'node:crypto';
import type { ColourMeanings } from '../../../shared/annotation.ts';
import type { OpenPaper } from '../../../shared/library.ts';
import {
  toWebAnnotation,
  WEB_ANNOTATION_CONTEXT,
  WEB_ANNOTATION_STYLESHEET,
} from '../../../shared/web-annotation.ts';
import type { ExportWriter } from './export-writer.ts';

/** An AnnotationCollection with all of its annotations on its one page, one a line. https://www.w3.org/TR/annotation-model/#collections */
export const w3c: ExportWriter = {
  get begin() {
    // Both must be named, and each export is a collection of its own.
    const id = `urn:uuid:${randomUUID()}`;
    const collection = {
      '@context': WEB_ANNOTATION_CONTEXT,
      id,
      type: 'AnnotationCollection',
      label: 'Annotations from Postil',
      stylesheet: WEB_ANNOTATION_STYLESHEET,
    };
    const page = { id: `urn:uuid:${randomUUID()}`, type: 'AnnotationPage', partOf: id, startIndex: 0 };
    const open = (value: object) => JSON.stringify(value).slice(0, -1);
    return `${open(collection)},"first":${open(page)},"items":[\n`;
  },
  between: ',\n',
  end: '\n]}}\n',
  entry,
};

function entry({ paper, annotations }: OpenPaper, meanings: ColourMeanings): string | null {
  if (annotations.length === 0) return null;
  return annotations
    .map((annotation) => toWebAnnotation(annotation, paper, meanings[annotation.colour]))
    .map((one) => JSON.stringify({ ...one, stylesheet: WEB_ANNOTATION_STYLESHEET.id }))
    .join(',\n');
}
