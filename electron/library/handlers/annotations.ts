import type { Annotation } from '../../../shared/annotation.ts';
import type { annotationCalls } from '../../../shared/calls/annotations.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import { annotationList, quotations } from '../annotating/annotation-list.ts';
import { mergeAnnotations, setAnnotationRange, splitAnnotation } from '../annotating/annotation-ranges.ts';
import { addAnnotation, changeAnnotations, removeAnnotations } from '../annotating/annotations.ts';
import { colourMeanings, setColourMeaning } from '../annotating/colour-meanings.ts';
import type { LibraryContext } from './context.ts';

/** Answers the annotation calls. */
export function annotationHandlers({
  database,
  changed,
}: LibraryContext): HandlersOf<keyof typeof annotationCalls> {
  const told = (annotation: Annotation) => {
    changed([annotation.paperId]);
    return annotation;
  };
  const list = annotationList(database);
  return {
    'annotation.page': ({ filter, offset, limit }) => list.page(filter, offset, limit),
    'annotation.ids': ({ filter }) => list.ids(filter),
    'annotation.quote': ({ annotationIds, form }) => quotations(database, annotationIds, form),
    'annotation.add': (wanted) => told(addAnnotation(database, wanted)),
    'annotation.change': ({ annotationIds, ...change }) =>
      changed(changeAnnotations(database, annotationIds, change)),
    'annotation.remove': ({ annotationIds }) => changed(removeAnnotations(database, annotationIds)),
    'annotation.setRange': ({ annotationId, versionId, range }) =>
      told(setAnnotationRange(database, annotationId, versionId, range)),
    'annotation.merge': ({ annotationIds }) => told(mergeAnnotations(database, annotationIds)),
    'annotation.split': ({ annotationId, at }) => {
      const parts = splitAnnotation(database, annotationId, at);
      changed([parts[0].paperId]);
      return parts;
    },
    'annotation.meanings': () => colourMeanings(database),
    'annotation.nameColour': ({ colour, meaning }) => setColourMeaning(database, colour, meaning),
  };
}
