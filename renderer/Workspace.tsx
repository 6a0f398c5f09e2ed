import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { COMMAND_NAMES, type Command } from '../shared/commands.ts';
import type { PaperSummary } from '../shared/paper.ts';
import type { SavedSearch } from '../shared/search.ts';
import { ExportPapers } from './export/ExportPapers.tsx';
import { BrokenOff } from './import/BrokenOff.tsx';
import { DropZone } from './import/DropZone.tsx';
import { DryRunDialog } from './import/DryRunDialog.tsx';
import { ImportProgress } from './import/ImportProgress.tsx';
import { ImportReport } from './import/ImportReport.tsx';
import { useImports } from './import/use-imports.ts';
import { usePaste } from './import/use-paste.ts';
import { WithdrawImport } from './import/WithdrawImport.tsx';
import { keepFresh } from './keep-fresh.ts';
import { NoPapers } from './list/Empty.tsx';
import { ListPane } from './list/ListPane.tsx';
import { allFound, usePapers } from './list/papers.ts';
import { TriageBar } from './list/TriageBar.tsx';
import { useSelection } from './list/use-selection.ts';
import { marksWords, useView } from './list/use-view.ts';
import { PAGES } from './pages.tsx';
import { Keys } from './palette/Keys.tsx';
import { Palette } from './palette/Palette.tsx';
import { answeredPaper, perform, platform, useOverview, usePaper, useTags } from './postil.ts';
import { Reader } from './reader/Reader.tsx';
import { Sidebar } from './sidebar/Sidebar.tsx';
import { setTheme } from './theme.ts';
import { Boundary } from './ui/Boundary.tsx';
import { runCommand, useCommands } from './ui/commands.ts';
import { counted } from './ui/format.ts';
import { saveKeptNotes } from './ui/kept-notes.ts';
import { tell } from './ui/messages.ts';
import { useRested } from './ui/rested.ts';
import { useHistory } from './use-history.ts';
import { useKeys } from './use-keys.ts';
import { useLastView } from './use-last-view.ts';
import { useLateParts } from './use-late-parts.ts';
import { useListCommands } from './use-list-commands.ts';
import { useNeighbours } from './use-neighbours.ts';
import { useOpenInSight } from './use-open-in-sight.ts';
import { usePaperCommands } from './use-paper-commands.ts';
import { useShowLink } from './use-show-link.ts';
import { useTrash } from './use-trash.ts';

/** The three panes over an open library. */
export function Workspace() {
  const view = useView();
  const { shelf, query, go: goTo, openSaved } = view;
  const [shown, setShown] = useState({ first: 0, last: 0 });
  const [isTriage, setIsTriage] = useState(false);
  const [dialog, setDialog] = useState<'palette' | 'keys' | null>(null);
  const [opened, setOpened] = useState<Command | null>(null);
  const [withdrawingId, setWithdrawingId] = useState<number | null>(null);
  const [pointedOut, setPointedOut] = useState<{ paperId: number; annotationId: string } | null>(null);
  const grid = useRef<HTMLDivElement>(null);

  const overview = useOverview();
  const tagCounts = useTags();
  const tags = tagCounts?.tags ?? NO_TAGS;
  const papers = usePapers(view.asked, shown);
  const choosing = useSelection(papers);
  const { selection, step, show, chooseAll, bringIntoSight, letGo } = choosing;
  const { open, isGone } = usePaper(selection.openId);
  const neighbourIds = useNeighbours(papers, selection, open);
  useLastView(view, papers, isGone, letGo);
  useOpenInSight(papers, view.typed !== '', isTriage, bringIntoSight);
  const imports = useImports();
  const layout = useDefaultLayout({ id: 'postil-panes', storage: localStorage });

  useEffect(keepFresh, []);
  usePaste();
  useLateParts(papers.first !== undefined);
  useKeys(selection.openId !== null && open?.paper.id !== selection.openId);

  const onShow = useCallback((first: number, last: number) => setShown({ first, last }), []);
  const closeDialog = useCallback(() => setDialog(null), []);
  const go = useCallback(
    (query: string) => {
      setOpened(null);
      goTo(query);
      grid.current?.focus();
    },
    [goTo],
  );
  /** As `go`, with the focus left where it is: tags are clicked one after the other. */
  const narrow = useCallback(
    (narrowed: string) => {
      setOpened(null);
      goTo(narrowed);
    },
    [goTo],
  );
  const goToSaved = useCallback(
    (saved: SavedSearch) => {
      setOpened(null);
      openSaved(saved);
    },
    [openSaved],
  );
  const withdraw = useCallback(
    (importId: number) => {
      const isWithdrawn = overview?.imports.find(({ id }) => id === importId)?.isWithdrawn === true;
      if (!isWithdrawn) setWithdrawingId(importId);
      else
        void perform('import.restore', { importId }).then((result) => {
          if (result.ok) tell('Import restored.');
        });
    },
    [overview],
  );
  const showPaper = useCallback(
    (paperId: number, annotationId: string | null) => {
      setOpened(null);
      setPointedOut(annotationId === null ? null : { paperId, annotationId });
      show(paperId);
    },
    [show],
  );
  useShowLink(showPaper);
  useEffect(() => void saveKeptNotes(), []);
  const chosenIds = useMemo(() => [...selection.chosen], [selection.chosen]);
  // The paper in the reader is still the former one until the chosen one has been fetched.
  const shownIds = useMemo(
    () => (open === undefined || chosenIds.includes(open.paper.id) ? chosenIds : [open.paper.id]),
    [open, chosenIds],
  );

  /** What keys are for: no papers while a page stands in their place, since nobody would see what becomes of them. */
  const keyedIds = opened === null ? chosenIds : NO_IDS;
  /** The paper whose state decides what a key does to all chosen ones: the reader’s, or before it is there the list’s. */
  function decidingPaper(): PaperSummary | undefined {
    if (opened !== null) return undefined;
    const { openId, index } = selection;
    if (openId === null) return undefined;
    return [answeredPaper(openId), papers.hitAt(index)?.paper].find((paper) => paper?.id === openId);
  }

  async function chooseAllFound(): Promise<void> {
    const all = await allFound(papers.asked);
    chooseAll(all);
    tell(`${counted(all.length, 'paper')} chosen`);
  }

  function toggleTriage(): void {
    setOpened(null);
    setIsTriage(!isTriage);
    if (!isTriage && query === '') goTo('is:inbox');
    grid.current?.focus();
  }

  useTrash(keyedIds, shelf.startsWith('is:trashed'), () => step(1, 'one'));
  useHistory(open?.paper.id ?? null, (paperId) => showPaper(paperId, null));
  usePaperCommands(decidingPaper, keyedIds, tags, view.like === null ? query : null);
  useCommands({
    triage: toggleTriage,
    ...(opened === null && {
      'choose-all': () => void chooseAllFound(),
      next: () => step(1, 'one'),
      previous: () => step(-1, 'one'),
    }),
    papers: () => {
      setOpened(null);
      if (document.getSelection()?.isCollapsed === false) document.getSelection()?.removeAllRanges();
      else grid.current?.focus();
    },
    'more-like': () => {
      const paper = decidingPaper();
      if (paper === undefined) return;
      setOpened(null);
      view.showLike({ kind: 'paper', paperId: paper.id, heading: paper.heading });
    },
    palette: () => setDialog('palette'),
    keys: () => setDialog('keys'),
    import: chooseFiles,
    'show-report': () => {
      const last = overview?.imports[0];
      if (last === undefined) tell('Nothing was imported yet.');
      else imports.show(last.id);
    },
    'copy-diagnostics': () => void copyDiagnostics(),
    'theme-system': () => setTheme('system'),
    'theme-light': () => setTheme('light'),
    'theme-dark': () => setTheme('dark'),
  });

  useListCommands(opened !== null, () => setOpened(null));
  useCommands(Object.fromEntries(PAGE_COMMANDS.map((command) => [command, () => setOpened(command)])));

  const page = papers.first;
  const isMarked = open !== undefined && marksWords(view, open.paper.id);
  const words = useRested(isMarked ? (page?.words ?? NO_WORDS) : NO_WORDS, MARKING_MS);
  const OpenedPage = opened === null ? undefined : PAGES[opened];
  const isEmptyLibrary =
    overview?.paperCount === 0 &&
    overview.trashCount === 0 &&
    overview.imports.every(({ isWithdrawn }) => isWithdrawn);
  return (
    <>
      <main className="workspace">
        {overview !== undefined && <BrokenOff imports={overview.imports} />}
        <Group {...layout}>
          <Panel
            id="sidebar"
            defaultSize={208}
            minSize={160}
            maxSize={360}
            groupResizeBehavior="preserve-pixel-size"
          >
            <Sidebar
              overview={overview}
              tags={tagCounts}
              chosen={shelf}
              savedId={view.like === null ? (view.saved?.id ?? null) : null}
              onSaved={goToSaved}
              onSavedChange={view.savedChanged}
              opened={opened}
              onChoose={go}
              onNarrow={narrow}
              onImport={chooseFiles}
              onReport={imports.show}
              onWithdraw={withdraw}
            >
              {imports.progress !== null && (
                <ImportProgress progress={imports.progress} waiting={imports.waiting} />
              )}
            </Sidebar>
          </Panel>
          <Separator className="separator" aria-label="Width of the sidebar" />
          {OpenedPage === undefined ? (
            <>
              <Panel id="list" defaultSize="29%" minSize={240} maxSize={640}>
                <ListPane
                  gridRef={grid}
                  view={view}
                  papers={papers}
                  choosing={choosing}
                  overview={overview}
                  isEmptyLibrary={isEmptyLibrary}
                  onShow={onShow}
                />
              </Panel>
              <Separator className="separator" aria-label="Width of the list" />
              <Panel id="reader" minSize={312}>
                {isEmptyLibrary ? (
                  <NoPapers onImport={chooseFiles} />
                ) : open === undefined || selection.openId === null ? (
                  <p className="reader-empty">
                    {isGone
                      ? 'This paper is no longer in the library: it was deleted for good, or joined with another one.'
                      : 'No paper is open.'}
                  </p>
                ) : (
                  <div className={`reader-pane ${isTriage ? 'reader-pane--triage' : ''}`}>
                    {isTriage && (
                      <TriageBar
                        total={page?.total ?? 0}
                        onNext={() => step(1, 'one')}
                        onEnd={() => setIsTriage(false)}
                      />
                    )}
                    <div className="reader-pane__paper">
                      <Reader
                        open={open}
                        neighbourIds={neighbourIds}
                        words={words}
                        paperIds={shownIds}
                        knownTags={tags}
                        shown={pointedOut?.paperId === open.paper.id ? pointedOut : null}
                      />
                    </div>
                  </div>
                )}
              </Panel>
            </>
          ) : (
            <Panel id="page" minSize={560}>
              <Boundary key={opened} name="this page">
                <Suspense>
                  <OpenedPage onGo={go} onShowPaper={showPaper} />
                </Suspense>
              </Boundary>
            </Panel>
          )}
        </Group>
      </main>
      <ImportReport
        report={imports.report}
        onClose={imports.close}
        onWithdraw={(importId) => {
          imports.close();
          withdraw(importId);
        }}
      />
      <WithdrawImport
        summary={overview?.imports.find(({ id }) => id === withdrawingId) ?? null}
        onClose={() => setWithdrawingId(null)}
      />
      <DryRunDialog dryRun={imports.dryRun} onDecide={imports.decide} />
      <Palette
        isOpen={dialog === 'palette'}
        platform={platform()}
        tags={tags}
        onClose={closeDialog}
        onRun={runSoon}
        onGo={go}
      />
      <Keys isOpen={dialog === 'keys'} platform={platform()} onClose={closeDialog} />
      <ExportPapers
        chosenIds={chosenIds}
        foundCount={page?.total ?? 0}
        found={() => allFound(papers.asked)}
      />
      <DropZone />
    </>
  );
}

/** Once the palette is closed. */
function runSoon(command: Command): void {
  requestAnimationFrame(() => runCommand(command));
}

function chooseFiles(): void {
  void perform('window.chooseFiles', undefined);
}

async function copyDiagnostics(): Promise<void> {
  const result = await perform('window.copyDiagnostics', undefined);
  if (result.ok) tell('Diagnostics copied. They hold none of your texts.');
}

/** Commands that open a page. */
const PAGE_COMMANDS = COMMAND_NAMES.filter((command) => PAGES[command] !== undefined);

/** While one types, each answer brings other words: the paper is marked anew once they have stayed for so long, in milliseconds. */
const MARKING_MS = 150;

const NO_WORDS: readonly string[] = [];
const NO_TAGS: readonly never[] = [];
const NO_IDS: readonly number[] = [];
