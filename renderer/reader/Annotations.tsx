import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { Annotation, HighlightColour, TextRange } from '../../shared/annotation.ts';
import { perform } from '../postil.ts';
import { tell } from '../ui/messages.ts';
import { AnnotationCard, CommentField } from './AnnotationCard.tsx';
import { stack } from './stack.ts';
import './annotations.css';

/** Distance between two cards in the margin, in pixels. */
const GAP_PX = 8;

/** A comment that is being written on words which bear no annotation yet. */
export interface Draft {
  readonly range: TextRange;
  readonly colour: HighlightColour;
}

/** Id under which the draft's words are marked while it is written. */
export const DRAFT_ID = 'draft';

/** The cards of the annotations: in the margin beside their words where there is room, else below the abstract. */
export function Annotations({
  regionRef,
  text,
  annotations,
  draft,
  pointed,
  opened,
  editing,
  onPoint,
  onEdit,
  onDraftEnd,
}: {
  readonly regionRef: RefObject<HTMLElement | null>;
  readonly text: string;
  /** In the order of their words; orphans last. */
  readonly annotations: readonly Annotation[];
  readonly draft: Draft | null;
  readonly pointed: string | null;
  /** Id of the annotation that was clicked in the text; its card is brought into sight. */
  readonly opened: string | null;
  /** Id of the annotation whose comment is being written. */
  readonly editing: string | null;
  readonly onPoint: (annotationId: string | null) => void;
  readonly onEdit: (annotationId: string | null) => void;
  /** Given the comment; null when the user thought better of it. */
  readonly onDraftEnd: (body: string | null) => void;
}) {
  const list = useRef<HTMLUListElement>(null);
  useAlignment(list, regionRef);
  useEffect(() => {
    if (opened === null) return;
    list.current?.querySelector<HTMLElement>(`[data-card="${opened}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [opened]);

  async function change(annotation: Annotation, colour: HighlightColour, body: string | null): Promise<void> {
    onEdit(null);
    await perform('annotation.change', { annotationIds: [annotation.id], colour, body });
  }

  async function remove(annotation: Annotation): Promise<void> {
    onPoint(null);
    const result = await perform('annotation.remove', { annotationIds: [annotation.id] });
    if (result.ok) tell('Annotation deleted. Undo brings it back.');
  }

  const draftAt = draft === null ? -1 : annotations.filter((one) => isBefore(one, draft.range)).length;
  const draftCard = draft !== null && (
    <li key={DRAFT_ID} data-card={DRAFT_ID} className="note-card note-card--pointed">
      <CommentField body="" onSave={onDraftEnd} onCancel={() => onDraftEnd(null)} />
    </li>
  );

  return (
    <ul ref={list} aria-label="Annotations" className="annotations">
      {annotations.map((annotation, index) => [
        index === draftAt && draftCard,
        <li
          key={annotation.id}
          data-card={annotation.id}
          className={`note-card ${annotation.id === pointed || annotation.id === opened ? 'note-card--pointed' : ''}`}
          onPointerEnter={() => onPoint(annotation.id)}
          onPointerLeave={() => onPoint(null)}
          onFocus={() => onPoint(annotation.id)}
        >
          <AnnotationCard
            content={{
              colour: annotation.colour,
              quote: quoteOf(annotation, text),
              body: annotation.body,
              isOrphan: annotation.range === null,
            }}
            isEditing={editing === annotation.id}
            onEdit={(on) => onEdit(on ? annotation.id : null)}
            onSave={(body) => void change(annotation, annotation.colour, body === '' ? null : body)}
            onColour={(colour) => void change(annotation, colour, annotation.body)}
            onRemove={() => void remove(annotation)}
          />
        </li>,
      ])}
      {draftAt === annotations.length && draftCard}
    </ul>
  );
}

function isBefore(annotation: Annotation, range: TextRange): boolean {
  return annotation.range !== null && annotation.range.start <= range.start;
}

function quoteOf(annotation: Annotation, text: string): string {
  if (annotation.range !== null) return text.slice(annotation.range.start, annotation.range.end);
  return annotation.selectors.find((selector) => selector.type === 'TextQuoteSelector')?.exact ?? '';
}

/** Keeps the cards beside their words, where the style sheet gives them a margin of their own. */
function useAlignment(
  list: RefObject<HTMLUListElement | null>,
  regionRef: RefObject<HTMLElement | null>,
): void {
  useLayoutEffect(() => {
    const cards = list.current;
    const region = regionRef.current;
    if (cards === null || region === null) return;
    function align(): void {
      if (cards === null || region === null) return;
      const items = [...cards.querySelectorAll<HTMLElement>('[data-card]')];
      if (getComputedStyle(cards).getPropertyValue('--beside') !== '1') {
        cards.style.minHeight = '';
        for (const item of items) item.style.top = '';
        return;
      }
      const frame = region.getBoundingClientRect();
      const wanted = items.map((item) => {
        const words = region.querySelector(`[data-annotation="${item.dataset.card}"]`);
        const top = words === null ? frame.height : words.getBoundingClientRect().top - frame.top;
        return { top, height: item.offsetHeight };
      });
      const { tops, height } = stack(wanted, GAP_PX);
      for (const [index, item] of items.entries()) item.style.top = `${tops[index] ?? 0}px`;
      cards.style.minHeight = `${height}px`;
    }
    align();
    const observer = new ResizeObserver(align);
    observer.observe(region);
    observer.observe(cards);
    for (const item of cards.querySelectorAll('[data-card]')) observer.observe(item);
    return () => observer.disconnect();
  });
}
