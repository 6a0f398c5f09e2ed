import type { OpenPaper } from '../../../shared/library.ts';
import {
  toWebAnnotation,
  WEB_ANNOTATION_CONTEXT,
  WEB_ANNOTATION_STYLESHEET,
} from '../../../shared/web-annotation.ts';
import type { ExportWriter } from './export-writer.ts';

const HEAD = {
  '@context': WEB_ANNOTATION_CONTEXT,
  type: 'AnnotationCollection',
  label: 'Annotations from Postil',
  stylesheet: WEB_ANNOTATION_STYLESHEET,
};

/** An AnnotationCollection with all of its annotations on its one page, one a line. https://www.w3.org/TR/annotation-model/#collections */
export const w3c: ExportWriter = {
  begin: `${JSON.stringify(HEAD).slice(0, -1)},"first":{"type":"AnnotationPage","startIndex":0,"items":[\n`,
  between: ',\n',
  end: '\n]}}\n',
  entry,
};

function entry({ paper, annotations }: OpenPaper): string | null {
  if (annotations.length === 0) return null;
  return annotations.map((annotation) => JSON.stringify(toWebAnnotation(annotation, paper))).join(',\n');
}
