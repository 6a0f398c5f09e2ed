import type { annotationCalls } from '../../../shared/calls/annotations.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import { addAnnotation, changeAnnotation, removeAnnotation } from '../annotations.ts';
import type { LibraryContext } from './context.ts';

/** Answers the annotation calls. */
export function annotationHandlers({
  database,
  changed,
}: LibraryContext): HandlersOf<keyof typeof annotationCalls> {
  return {
    'annotation.add': (wanted) => {
      const annotation = addAnnotation(database, wanted);
      changed([annotation.paperId]);
      return annotation;
    },
    'annotation.change': ({ annotationId, colour, body }) => {
      const annotation = changeAnnotation(database, annotationId, colour, body);
      changed([annotation.paperId]);
      return annotation;
    },
    'annotation.remove': ({ annotationId }) => {
      changed([removeAnnotation(database, annotationId).paperId]);
    },
  };
}
