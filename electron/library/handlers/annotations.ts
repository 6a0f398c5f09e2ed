import type { Annotation } from '../../../shared/annotation.ts';
import type { annotationCalls } from '../../../shared/calls/annotations.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import { annotationList, quotations } from '../annotating/annotation-list.ts';
import { mergeAnnotations, setAnnotationRange, splitAnnotation } from '../annotating/annotation-ranges.ts';
import { addAnnotation } from '../annotating/annotations.ts';
import { colourMeanings, setColourMeaning } from '../annotating/colour-meanings.ts';
import {
  ANNOTATIONS_AT_ONCE,
  changeManyAnnotations,
  removeManyAnnotations,
} from '../annotating/many-annotations.ts';
import type { LibraryContext } from './context.ts';

/** Answers the annotation calls. */
export function annotationHandlers({
  database,
  changed,
  index,
  slices,
}: LibraryContext): HandlersOf<keyof typeof annotationCalls> {
  const told = (annotation: Annotation) => {
    changed([annotation.paperId]);
    return annotation;
  };
  const toldMany = (annotationIds: readonly string[], paperIds: readonly number[]) => {
    changed(paperIds);
    if (annotationIds.length > ANNOTATIONS_AT_ONCE) index.soon();
  };
  const list = annotationList(database);
  return {
    'annotation.page': ({ filter, offset, limit }) => list.page(filter, offset, limit),
    'annotation.ids': ({ filter }) => list.ids(filter),
    'annotation.quote': ({ annotationIds, form }) => quotations(database, annotationIds, form),
    'annotation.add': (wanted) => told(addAnnotation(database, wanted)),
    'annotation.change': async ({ annotationIds, ...change }) =>
      toldMany(annotationIds, await changeManyAnnotations(database, slices, annotationIds, change)),
    'annotation.remove': async ({ annotationIds }) =>
      toldMany(annotationIds, await removeManyAnnotations(database, slices, annotationIds)),
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
