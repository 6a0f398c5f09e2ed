import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  type AnnotationStyle,
  type HighlightColour,
  marksAdjoin,
  type ShownAnnotation,
  type TextRange,
} from '../../../shared/annotation.ts';
import { carry } from '../../../shared/carrying.ts';
import type { ShownPaper } from '../../../shared/library.ts';
import { perform } from '../../postil.ts';
import { HIGHLIGHTS } from '../../ui/colours.ts';
import { useCommands } from '../../ui/commands.ts';
import { copyText } from '../../ui/links.ts';
import { tell } from '../../ui/messages.ts';
import type { AbstractHandle } from '../abstract/Abstract.tsx';
import { selectedRange } from '../abstract/selection.ts';
import type { Act, CardAction } from './card-action.ts';

/** A comment that is being written on words which bear no annotation yet. */
export interface Draft {
  /** The version in which the words were chosen, and its text: an import may bring another while one writes. */
  readonly versionId: number;
  readonly text: string;
  readonly range: TextRange;
  readonly colour: HighlightColour;
}

/** Where a draft stands whose words are not in the text that is shown now. */
const NOWHERE: TextRange = { start: 0, end: 0 };

/** The annotation that one is busy with. */
interface Opened {
  readonly id: string;
  /** What of it comes into sight: below a long abstract its card is far from its words. */
  readonly seen: 'words' | 'card';
}

/** What is being written on the card of an annotation. */
export interface Busy {
  readonly id: string;
  readonly with: 'comment' | 'tags';
}

const NOTHING_SELECTED = 'Select words of the abstract first.';
const NOTHING_OPEN = 'Go to an annotation first.';

/** All that is done to annotations in the reader: by keys, by the bar at the selection and by the cards. */
export function useAnnotating(
  open: ShownPaper,
  text: string,
  region: RefObject<HTMLElement | null>,
  abstract: RefObject<AbstractHandle | null>,
) {
  const { paper, annotations } = open;
  const [selected, setSelected] = useState<TextRange | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const [openedNow, setOpenedNow] = useState<Opened | null>(null);
  const [editing, setEditing] = useState<Busy | null>(null);
  const lastColour = useRef<HighlightColour>('yellow');
  /** Where the keyboard's caret or the last click stands; null before. */
  const caret = useRef<number | null>(null);

  const placed = useMemo(
    () => annotations.flatMap(({ range, ...one }) => (range === null ? [] : [{ ...one, range }])),
    [annotations],
  );
  const versionId = paper.currentVersion?.id;
  const [lastText, setLastText] = useState(text);
  if (text !== lastText) {
    setLastText(text);
    // At the same offsets stand other words now.
    setSelected(null);
  }
  const shownDraft = useMemo(
    () => draft && { ...draft, range: carry(draft.text, draft.range, text) ?? NOWHERE },
    [draft, text],
  );
  const opened = openedNow?.id ?? null;
  const setOpened = (id: string | null, seen: Opened['seen'] = 'words') =>
    setOpenedNow(id === null ? null : { id, seen });
  const known = (id: string | null) => annotations.find((one) => one.id === id);
  const over = (range: TextRange) => placed.filter((one) => intersect(one.range, range));
  const chosen = () => known(pointed) ?? known(opened);

  const onSelect = useCallback((range: TextRange | null) => {
    setSelected((now) => (now?.start === range?.start && now?.end === range?.end ? now : range));
  }, []);

  /** What is selected now: the event that tells of a selection comes later than the keys that make it. */
  function rangeNow(): TextRange | null {
    return selected ?? (region.current === null ? null : selectedRange(region.current, text));
  }

  function letGo(): void {
    setSelected(null);
    document.getSelection()?.removeAllRanges();
  }

  function add(range: TextRange, colour: HighlightColour, style: AnnotationStyle): void {
    if (versionId === undefined) return;
    lastColour.current = colour;
    void perform('annotation.add', { paperId: paper.id, versionId, range, colour, style, body: null });
  }

  /** Marks the selection; without one, changes the annotation one is busy with. */
  function mark(colour: HighlightColour, style: AnnotationStyle): void {
    const range = rangeNow();
    if (range !== null) {
      add(range, colour, style);
      region.current?.focus({ preventScroll: true });
      letGo();
    } else tell(NOTHING_SELECTED);
  }

  function highlight(colour: HighlightColour): void {
    const annotation = chosen();
    if (rangeNow() !== null || annotation === undefined) mark(colour, 'highlight');
    else void perform('annotation.change', { annotationIds: [annotation.id], colour });
  }

  function underline(): void {
    const annotation = chosen();
    if (rangeNow() !== null || annotation === undefined) mark(lastColour.current, 'underline');
    else {
      const style = annotation.style === 'underline' ? 'highlight' : 'underline';
      void perform('annotation.change', { annotationIds: [annotation.id], style });
    }
  }

  function comment(): void {
    const range = rangeNow();
    if (range !== null && versionId !== undefined) {
      setDraft({ versionId, text, range, colour: lastColour.current });
      letGo();
      return;
    }
    if (chosen() === undefined) tell(NOTHING_SELECTED);
    else write('comment');
  }

  /** Opens the field for the comment or the tags of an annotation, on its card. */
  function write(what: Busy['with'], annotation = chosen()): void {
    if (annotation === undefined) tell(NOTHING_OPEN);
    else if (annotation.range === null) tell('Its words are lost: put the annotation on others first.');
    else setEditing({ id: annotation.id, with: what });
  }

  /** @returns whether it was saved, where it was to be: else it goes on being written */
  async function endDraft(body: string | null): Promise<boolean> {
    if (draft !== null && body !== null && body !== '') {
      const { versionId, range, colour } = draft;
      const result = await perform('annotation.add', { paperId: paper.id, versionId, range, colour, body });
      if (!result.ok) return false;
    }
    setDraft((now) => (now === draft ? null : now));
    return true;
  }

  /** Merges what the selection touches, else an annotation with all that overlap or adjoin it. */
  async function merge(annotation = chosen()): Promise<void> {
    const range = rangeNow();
    const those =
      range !== null ? over(range) : placed.filter((one) => joins(text, one.range, annotation?.range));
    if (those.length < 2) {
      tell('There is nothing to merge: select across two annotations.');
      return;
    }
    const result = await perform('annotation.merge', { annotationIds: those.map(({ id }) => id) });
    if (!result.ok) return;
    letGo();
    setOpened(result.value.id);
    tell(`${those.length} annotations merged. Undo parts them.`);
  }

  async function split(annotation = chosen()): Promise<void> {
    const at = caret.current;
    const range = annotation?.range;
    if (annotation === undefined || at === null || !range || at <= range.start || at >= range.end) {
      tell('Put the caret between two words of an annotation first.');
      return;
    }
    const result = await perform('annotation.split', { annotationId: annotation.id, at });
    if (result.ok) tell('Annotation split. Undo joins it.');
  }

  /** Extends or shrinks an annotation to what is selected: the one opened, else the one under the selection. */
  async function resize(annotation?: ShownAnnotation): Promise<void> {
    const range = rangeNow();
    if (range === null || versionId === undefined) {
      tell(NOTHING_SELECTED);
      return;
    }
    const under = over(range);
    const target = annotation ?? under.find(({ id }) => id === opened) ?? under[0] ?? known(opened);
    if (target === undefined) {
      tell('Select so that the selection touches the annotation.');
      return;
    }
    const result = await perform('annotation.setRange', { annotationId: target.id, versionId, range });
    if (!result.ok) return;
    letGo();
    setOpened(target.id);
  }

  async function quote(annotation = chosen()): Promise<void> {
    if (annotation === undefined) {
      tell(NOTHING_OPEN);
      return;
    }
    const result = await perform('annotation.quote', { annotationIds: [annotation.id], form: 'text' });
    if (result.ok) copyText(result.value, 'Quotation');
  }

  async function remove(annotation = chosen()): Promise<void> {
    if (annotation === undefined) {
      tell(NOTHING_OPEN);
      return;
    }
    setPointed(null);
    setOpened(null);
    const result = await perform('annotation.remove', { annotationIds: [annotation.id] });
    if (result.ok) tell('Annotation deleted. Undo brings it back.');
  }

  /** Opens the next or the former annotation in the order of the text. */
  function step(by: 1 | -1): void {
    const from = annotations.findIndex(({ id }) => id === opened);
    const at = caret.current ?? 0;
    const beside =
      by > 0
        ? placed.findIndex(({ range }) => range.start >= at)
        : placed.findLastIndex(({ range }) => range.start < at);
    // Behind the last of the text come those that lost their words.
    const fromCaret = placed[beside] ?? (by > 0 ? annotations[placed.length] : undefined);
    const next = from >= 0 ? annotations[from + by] : fromCaret;
    if (next === undefined) {
      tell(by > 0 ? 'No annotation follows.' : 'No annotation stands before.');
      return;
    }
    setPointed(null);
    show(next);
  }

  function show({ id, range }: ShownAnnotation): void {
    if (range !== null) abstract.current?.goTo(range.start);
    setOpened(id, range === null ? 'card' : 'words');
  }

  const onOpen = (id: string | null): void => {
    setOpened(id, 'card');
    setPointed(null);
  };

  const onCaret = (offset: number, by: 'keyboard' | 'pointer'): void => {
    caret.current = offset;
    if (by === 'pointer') return;
    setPointed(null);
    const there = placed.filter(({ range }) => range.start <= offset && offset < range.end);
    const inner = there.toSorted((one, other) => span(one.range) - span(other.range))[0];
    if (!there.some(({ id }) => id === opened)) setOpened(inner?.id ?? null);
  };

  function carryOut(id: string, action: CardAction): Promise<boolean> | undefined {
    const annotation = known(id);
    if (annotation === undefined) return;
    const change = (what: Omit<Parameters<typeof perform<'annotation.change'>>[1], 'annotationIds'>) =>
      perform('annotation.change', { annotationIds: [id], ...what });
    switch (action.do) {
      case 'open':
        setOpened(id, 'card');
        return;
      case 'show':
        show(annotation);
        return;
      case 'edit':
        write('comment', annotation);
        return;
      case 'tagging':
        write('tags', annotation);
        return;
      case 'cancel':
        setEditing(null);
        return;
      case 'save':
        return change({ body: action.body === '' ? null : action.body }).then(({ ok }) => {
          if (ok) setEditing((now) => (now?.id === id && now.with === 'comment' ? null : now));
          return ok;
        });
      case 'colour':
        void change({ colour: action.colour });
        return;
      case 'style':
        void change({ style: action.style });
        return;
      case 'tag':
        void change({ addTags: [action.name] });
        return;
      case 'untag':
        void change({ removeTags: [action.tagId] });
        return;
      case 'quote':
        void quote(annotation);
        return;
      case 'remove':
        void remove(annotation);
        return;
      case 'merge':
        void merge(annotation);
        return;
      case 'split':
        void split(annotation);
        return;
      case 'fit':
        void resize(annotation);
        return;
      case 'place':
        if (versionId !== undefined)
          void perform('annotation.setRange', { annotationId: id, versionId, range: action.range });
        return;
    }
  }
  const latest = useRef(carryOut);
  useEffect(() => {
    latest.current = carryOut;
  });
  const act: Act = useCallback((id, action) => latest.current(id, action), []);

  useCommands({
    ...Object.fromEntries(HIGHLIGHTS.map(({ colour }) => [colour, () => highlight(colour)])),
    underline,
    comment,
    'merge-annotations': () => void merge(),
    'split-annotation': () => void split(),
    'tag-annotation': () => write('tags'),
    'quote-annotation': () => void quote(),
    'fit-annotation': () => void resize(),
    'delete-annotation': () => void remove(),
    'next-annotation': () => step(1),
    'previous-annotation': () => step(-1),
  });

  return {
    placed,
    selected,
    /** How many annotations the selection touches. */
    touched: selected === null ? 0 : over(selected).length,
    draft: shownDraft,
    pointed,
    opened,
    /** Id of the annotation whose card is to come into sight. */
    sought: openedNow?.seen === 'card' ? openedNow.id : null,
    editing,
    onSelect,
    onPoint: setPointed,
    onOpen,
    onCaret,
    highlight,
    underline,
    comment,
    merge: () => void merge(),
    resize: () => void resize(),
    remove: () => void remove(),
    endDraft,
    act,
  };
}

function intersect(one: TextRange, other: TextRange): boolean {
  return one.start < other.end && other.start < one.end;
}

function joins(text: string, one: TextRange, other: TextRange | null | undefined): boolean {
  return other !== null && other !== undefined && marksAdjoin(text, one, other);
}

function span(range: TextRange): number {
  return range.end - range.start;
}
