import { memo, useCallback, useMemo, useRef, useState } from 'react';
import type { HighlightColour, TextRange } from '../../shared/annotation.ts';
import { hitsIn } from '../../shared/hits.ts';
import type { Tag } from '../../shared/library.ts';
import { type AnsweredPaper, perform } from '../postil.ts';
import { HIGHLIGHTS } from '../ui/colours.ts';
import { useCommands } from '../ui/commands.ts';
import { tell } from '../ui/messages.ts';
import { Abstract } from './Abstract.tsx';
import { Annotations, DRAFT_ID, type Draft } from './Annotations.tsx';
import { Facts, Sources } from './Facts.tsx';
import { Heading } from './Heading.tsx';
import { HighlightBar } from './HighlightBar.tsx';
import { Note } from './Note.tsx';
import { ReaderBar } from './ReaderBar.tsx';
import type { Marked } from './segments.ts';
import { selectedRange } from './selection.ts';
import { Tags } from './Tags.tsx';
import './reader.css';

/** One paper to be read; to be given the paper's id as its key. */
export const Reader = memo(function Reader({
  open,
  words,
  paperIds,
  knownTags,
}: {
  readonly open: AnsweredPaper;
  /** Folded words of the search, marked in the abstract. */
  readonly words: readonly string[];
  /** All chosen papers, the open one among them: tags, star and state are for all of them. */
  readonly paperIds: readonly number[];
  readonly knownTags: readonly Tag[];
}) {
  const { paper } = open;
  const version = paper.currentVersion;
  const text = version?.text ?? '';
  const region = useRef<HTMLElement>(null);
  const [selected, setSelected] = useState<TextRange | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const lastColour = useRef<HighlightColour>('yellow');

  const annotations = useMemo(
    () =>
      open.annotations.toSorted(
        (one, other) => (one.range?.start ?? text.length) - (other.range?.start ?? text.length),
      ),
    [open.annotations, text],
  );
  const marked = useMemo(() => {
    const placed: Marked[] = annotations.flatMap(({ range, ...one }) =>
      range === null ? [] : [{ ...one, range }],
    );
    return draft === null
      ? placed
      : [...placed, { id: DRAFT_ID, motivation: 'commenting' as const, ...draft }];
  }, [annotations, draft]);
  const hits = useMemo(() => hitsIn(text, words), [text, words]);

  const onSelect = useCallback((range: TextRange | null) => {
    setSelected((now) => (now?.start === range?.start && now?.end === range?.end ? now : range));
    setOpened(null);
  }, []);

  async function add(range: TextRange, colour: HighlightColour, body: string | null): Promise<void> {
    if (version === null) return;
    lastColour.current = colour;
    await perform('annotation.add', { paperId: paper.id, versionId: version.id, range, colour, body });
  }

  function letGo(): void {
    setSelected(null);
    document.getSelection()?.removeAllRanges();
  }

  /** What is selected now: the event that tells of a selection comes later than the keys that make it. */
  function rangeNow(): TextRange | null {
    return selected ?? (region.current === null ? null : selectedRange(region.current, text));
  }

  function highlight(colour: HighlightColour): void {
    const range = rangeNow();
    if (range !== null) {
      void add(range, colour, null);
      region.current?.focus({ preventScroll: true });
      letGo();
      return;
    }
    const annotation = annotations.find(({ id }) => id === pointed);
    if (annotation === undefined) tell('Select words of the abstract first.');
    else void perform('annotation.change', { annotationIds: [annotation.id], colour });
  }

  function comment(): void {
    const range = rangeNow();
    if (range === null) {
      if (pointed === null) tell('Select words of the abstract first.');
      setEditing(pointed);
      return;
    }
    setDraft({ range, colour: lastColour.current });
    letGo();
  }

  function endDraft(body: string | null): void {
    if (draft !== null && body !== null && body !== '') void add(draft.range, draft.colour, body);
    setDraft(null);
  }

  useCommands({
    ...Object.fromEntries(HIGHLIGHTS.map(({ colour }) => [colour, () => highlight(colour)])),
    comment,
  });

  return (
    <article className="reader" aria-label="Paper">
      <ReaderBar paper={paper} paperIds={paperIds} />
      <div className="reader__scroll scroll">
        <div className="reader__page">
          <Heading paper={paper} />
          <Facts paper={paper} />
          <Tags tags={paper.tags} known={knownTags} paperIds={paperIds} />
          <div className="reader__text">
            <Abstract
              regionRef={region}
              text={text}
              annotations={marked}
              hits={hits}
              pointed={pointed}
              onPoint={setPointed}
              onOpen={setOpened}
              onSelect={onSelect}
            >
              {selected !== null && (
                <HighlightBar
                  regionRef={region}
                  range={selected}
                  onHighlight={highlight}
                  onComment={comment}
                />
              )}
            </Abstract>
            {version === null && <p className="quiet">No dump brought an abstract of this paper.</p>}
          </div>
          <Annotations
            regionRef={region}
            text={text}
            annotations={annotations}
            draft={draft}
            pointed={pointed}
            opened={opened}
            editing={editing}
            onPoint={setPointed}
            onEdit={setEditing}
            onDraftEnd={endDraft}
          />
          <Note open={open} />
          <Sources paper={paper} />
        </div>
      </div>
    </article>
  );
});
