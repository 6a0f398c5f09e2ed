import { type RefObject, useEffect, useRef } from 'react';
import type { ColourMeanings, ShownAnnotation, TextRange } from '../../../shared/annotation.ts';
import type { Version } from '../../../shared/paper.ts';
import { AnnotationCard } from './AnnotationCard.tsx';
import { CommentField } from './CommentField.tsx';
import type { Act } from './card-action.ts';
import { OrphanCard } from './OrphanCard.tsx';
import type { Busy, Draft } from './use-annotating.ts';
import { useCardPlaces } from './use-card-places.ts';
import { useNearCards } from './use-near-cards.ts';
import './annotations.css';

/** Id under which the draft's words are marked while it is written. */
export const DRAFT_ID = 'draft';

/** The cards of the annotations: in the margin beside their words where there is room, else below the abstract. */
export function Annotations({
  regionRef,
  text,
  versions,
  annotations,
  meanings,
  tagNames,
  draft,
  pointed,
  opened,
  sought,
  editing,
  onPoint,
  onDraftEnd,
  act,
}: {
  readonly regionRef: RefObject<HTMLElement | null>;
  readonly text: string;
  readonly versions: readonly Version[];
  /** In the order of their words; orphans last. */
  readonly annotations: readonly ShownAnnotation[];
  readonly meanings: ColourMeanings | undefined;
  /** Tags that the library knows. */
  readonly tagNames: readonly string[];
  readonly draft: Draft | null;
  readonly pointed: string | null;
  /** Id of the annotation that one is busy with; its card is brought beside its words. */
  readonly opened: string | null;
  /** Id of the annotation whose card is to come into sight. */
  readonly sought: string | null;
  /** The annotation whose comment or tags are being written. */
  readonly editing: Busy | null;
  readonly onPoint: (annotationId: string | null) => void;
  /** Given the comment; null when the user thought better of it. */
  readonly onDraftEnd: (body: string | null) => Promise<boolean>;
  readonly act: Act;
}) {
  const list = useRef<HTMLUListElement>(null);
  const wanted = annotations.findIndex(({ id }) => id === opened || id === editing?.id);
  const count = useNearCards(list, annotations.length, wanted + 1);
  const shown = annotations.slice(0, count);
  const pivot = editing?.id ?? (draft === null ? opened : DRAFT_ID);
  useCardPlaces(list, regionRef, shown, draft, pivot);
  const seen = editing?.id ?? (draft === null ? sought : DRAFT_ID);
  useEffect(() => {
    if (seen === null) return;
    list.current?.querySelector<HTMLElement>(`[data-card="${seen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [seen]);

  const draftAt = draft === null ? -1 : shown.filter((one) => isBefore(one, draft.range)).length;
  const draftCard = draft !== null && (
    <li key={DRAFT_ID} data-card={DRAFT_ID} className="note-card note-card--pointed">
      <CommentField body="" onSave={onDraftEnd} onCancel={() => void onDraftEnd(null)} />
    </li>
  );

  return (
    <ul ref={list} aria-label="Annotations" className="annotations">
      {shown.map((annotation, index) => [
        index === draftAt && draftCard,
        annotation.range === null ? (
          <OrphanCard
            key={annotation.id}
            annotation={annotation}
            text={text}
            oldText={versions.find(({ id }) => id === annotation.versionId)?.text ?? null}
            isPointed={annotation.id === (pointed ?? opened)}
            onPoint={onPoint}
            act={act}
          />
        ) : (
          <AnnotationCard
            key={annotation.id}
            annotation={annotation}
            text={text}
            range={annotation.range}
            meanings={meanings}
            tagNames={tagNames}
            isPointed={annotation.id === (pointed ?? opened)}
            isOpened={annotation.id === opened}
            isEditing={annotation.id === editing?.id && editing.with === 'comment'}
            isTagging={annotation.id === editing?.id && editing.with === 'tags'}
            onPoint={onPoint}
            act={act}
          />
        ),
      ])}
      {draftAt === shown.length && draftCard}
    </ul>
  );
}

function isBefore(annotation: ShownAnnotation, range: TextRange): boolean {
  return annotation.range !== null && annotation.range.start <= range.start;
}
