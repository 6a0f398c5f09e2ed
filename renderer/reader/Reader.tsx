import { Activity, memo, useEffect, useMemo, useRef } from 'react';
import { hitsIn } from '../../shared/hits.ts';
import type { Tag } from '../../shared/library.ts';
import { paperLink } from '../../shared/link.ts';
import type { AnsweredPaper } from '../postil.ts';
import { Boundary } from '../ui/Boundary.tsx';
import { useCommands } from '../ui/commands.ts';
import { copyText } from '../ui/links.ts';
import { Abstract, type AbstractHandle } from './abstract/Abstract.tsx';
import { ColourLegend } from './abstract/ColourLegend.tsx';
import { HighlightBar } from './abstract/HighlightBar.tsx';
import { segments } from './abstract/segments.ts';
import { useMeanings } from './abstract/use-meanings.ts';
import { Versions } from './abstract/Versions.tsx';
import { Facts } from './Facts.tsx';
import { Heading } from './Heading.tsx';
import { layOutUnseen } from './lay-out-unseen.ts';
import { Annotations, DRAFT_ID } from './margin/Annotations.tsx';
import { useAnnotating } from './margin/use-annotating.ts';
import { Mentions } from './note/Mentions.tsx';
import { Note } from './note/Note.tsx';
import { PaperHistory } from './PaperHistory.tsx';
import { ReaderBar } from './ReaderBar.tsx';
import { Sources } from './Sources.tsx';
import { Tags } from './Tags.tsx';
import { useTextSize } from './text-size.ts';
import { isReadOn, useReadingPlace } from './use-reading-place.ts';
import { useReadyPages } from './use-ready-pages.ts';
import { useSettled } from './use-settled.ts';
import './reader.css';

/** One paper to be read, under the bar of what is done with it, which stays while papers come and go. */
export const Reader = memo(function Reader(given: Given & Neighbours) {
  const textSize = useTextSize();
  const { paper } = given.open;
  return (
    <article
      className="reader"
      aria-label="Paper"
      style={{ '--size-abstract': `${textSize.size}px` } as React.CSSProperties}
    >
      <ReaderBar paper={paper} paperIds={given.paperIds} textSize={textSize} />
      <Pages {...given} />
    </article>
  );
});

interface Given {
  readonly open: AnsweredPaper;
  /** Folded words of the search, marked in the abstract. */
  readonly words: readonly string[];
  /** All chosen papers, the open one among them: tags, star and state are for all of them. */
  readonly paperIds: readonly number[];
  readonly knownTags: readonly Tag[];
  /** The annotation that a link led to, as an object of its own for each following; null for none. */
  readonly shown: { readonly annotationId: string } | null;
}

interface Neighbours {
  /** Papers that may be opened next: pages that take long to make are made ready. */
  readonly neighbourIds: readonly number[];
}

/** The page of the open paper, and unseen those of large papers beside it. */
function Pages({ open, neighbourIds, shown, ...given }: Given & Neighbours) {
  return (
    <div className="reader__pages">
      {useReadyPages(open, neighbourIds).map((page) => {
        const isShown = page.open.paper.id === open.paper.id;
        return (
          <div
            key={page.key}
            ref={layOutUnseen}
            className={isShown ? 'reader__place' : 'reader__place reader__place--unseen'}
          >
            <Activity mode={isShown ? 'visible' : 'hidden'}>
              <Boundary name="this paper">
                <Page {...given} open={page.open} shown={isShown ? shown : null} />
              </Boundary>
            </Activity>
          </div>
        );
      })}
    </div>
  );
}

/** What is to be read of one paper, in a place of its own. */
const Page = memo(function Page({ open, words, paperIds, knownTags, shown }: Given) {
  const { paper, annotations } = open;
  const version = paper.currentVersion;
  const text = version?.text ?? '';
  const region = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  useSettled(scroller);
  useReadingPlace(paper, scroller);
  const abstract = useRef<AbstractHandle>(null);
  const meanings = useMeanings();
  const annotating = useAnnotating(open, text, region, abstract);
  const { placed, draft, pointed, opened, act } = annotating;

  const hits = useMemo(() => hitsIn(text, words), [text, words]);
  const marked = useMemo(
    () => (draft === null ? placed : [...placed, { id: DRAFT_ID, style: 'highlight' as const, ...draft }]),
    [placed, draft],
  );
  const cut = useMemo(() => segments(text, marked, hits), [text, marked, hits]);
  const tagNames = useMemo(() => knownTags.map(({ name }) => name), [knownTags]);

  useEffect(() => {
    // Once the paper stands there.
    if (shown !== null) queueMicrotask(() => act(shown.annotationId, { do: 'show' }));
  }, [shown, act]);

  useCommands({
    'copy-link': () => copyText(paperLink(paper.id), 'Link'),
    'copy-key': () => copyText(open.citationKey, 'Citation key'),
  });

  return (
    <div ref={scroller} className="reader__scroll scroll">
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
            isBegun={isReadOn(paper)}
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
          sought={annotating.sought}
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
  );
});
