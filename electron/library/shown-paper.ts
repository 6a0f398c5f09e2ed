import type { Annotation, ShownAnnotation } from '../../shared/annotation.ts';
import type { OpenPaper, ShownPaper } from '../../shared/library.ts';

/** A paper without what the window can do without: of the selectors of 500 annotations only those that tell it something. */
export function shownPaper({ annotations, ...open }: OpenPaper): ShownPaper {
  const currentId = open.paper.currentVersion?.id ?? null;
  return { ...open, annotations: annotations.map((one) => shown(one, currentId)) };
}

function shown(annotation: Annotation, currentId: number | null): ShownAnnotation {
  const { id, versionId, colour, style, body, tags, range, selectors } = annotation;
  const place = selectors.find((selector) => selector.type === 'TextPositionSelector');
  const isMadeThere =
    versionId === currentId && range !== null && place?.start === range.start && place.end === range.end;
  return { id, versionId, colour, style, body, tags, range, selectors: isMadeThere ? null : selectors };
}
