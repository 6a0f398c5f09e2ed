import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { HighlightColour, TextRange } from '../../shared/annotation.ts';
import { hitsIn } from '../../shared/hits.ts';
import type { Tag } from '../../shared/library.ts';
import { paperLink } from '../../shared/link.ts';
import { type AnsweredPaper, perform } from '../postil.ts';
import { HIGHLIGHTS } from '../ui/colours.ts';
import { useCommands } from '../ui/commands.ts';
import { copyText } from '../ui/links.ts';
import { tell } from '../ui/messages.ts';
import { Abstract } from './Abstract.tsx';
import { Annotations, DRAFT_ID, type Draft } from './Annotations.tsx';
import { Facts } from './Facts.tsx';
import { Heading } from './Heading.tsx';
import { HighlightBar } from './HighlightBar.tsx';
import { Mentions } from './Mentions.tsx';
import { Note } from './Note.tsx';
import { PaperHistory } from './PaperHistory.tsx';
import { ReaderBar } from './ReaderBar.tsx';
import { Sources } from './Sources.tsx';
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
  shown,
}: {
  readonly open: AnsweredPaper;
  /** Folded words of the search, marked in the abstract. */
  readonly words: readonly string[];
  /** All chosen papers, the open one among them: tags, star and state are for all of them. */
  readonly paperIds: readonly number[];
  readonly knownTags: readonly Tag[];
  /** The annotation that a link led to, as an object of its own for each following; null for none. */
  readonly shown: { readonly annotationId: string } | null;
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

  useEffect(() => {
    if (shown === null) return;
    setPointed(shown.annotationId);
    const mark = region.current?.querySelector(`[data-annotation="${CSS.escape(shown.annotationId)}"]`);
    mark?.scrollIntoView({ block: 'center' });
  }, [shown]);

  useCommands({
    'copy-link': () => copyText(paperLink(paper.id), 'Link'),
    'copy-key': () => copyText(open.citationKey, 'Citation key'),
    ...Object.fromEntries(HIGHLIGHTS.map(({ colour }) => [colour, () => highlight(colour)])),
    comment,
  });

  return (
    <article className="reader" aria-label="Paper">
      <ReaderBar paper={paper} paperIds={paperIds} />
      <div className="reader__scroll scroll">
        <div className="reader__page">
          <Heading paper={paper} />
          <Facts paper={paper} citationKey={open.citationKey} />
          <Tags tags={paper.tags} known={knownTags} paperIds={paperIds} />
          <div className="reader__text">
            <Abstract
              regionRef={region}
              handleRef={abstract}
              text={text}
              cut={cut}
              pointed={pointed}
              opened={opened}
              onPoint={annotating.onPoint}
              onOpen={annotating.onOpen}
              onCaret={annotating.onCaret}
              onSelect={annotating.onSelect}
              onDelete={annotating.remove}
            >
              {annotating.selected !== null && (
                <HighlightBar
                  regionRef={region}
                  range={annotating.selected}
                  meanings={meanings}
                  touched={annotating.touched}
                  onHighlight={annotating.highlight}
                  onUnderline={annotating.underline}
                  onComment={annotating.comment}
                  onFit={annotating.resize}
                  onMerge={annotating.merge}
                />
              )}
            </Abstract>
            {version === null && <p className="quiet">No dump brought an abstract of this paper.</p>}
            {meanings !== undefined && <ColourLegend annotations={annotations} meanings={meanings} />}
            <Versions paper={paper} annotations={annotations} />
          </div>
          <Annotations
            regionRef={region}
            text={text}
            versions={paper.versions}
            annotations={annotations}
            meanings={meanings}
            tagNames={tagNames}
            draft={draft}
            pointed={pointed}
            opened={opened}
            editing={annotating.editing}
            onPoint={annotating.onPoint}
            onDraftEnd={annotating.endDraft}
            act={act}
          />
          <Note open={open} />
          <Mentions mentions={open.mentions} />
          <Sources paper={paper} />
          <PaperHistory paperId={paper.id} />
        </div>
      </div>
    </article>
  );
});
