import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { COMMAND_NAMES, type Command } from '../shared/commands.ts';
import type { Link } from '../shared/link.ts';
import { countedLabel } from '../shared/memory.ts';
import { linkText } from '../shared/note.ts';
import type { PaperSummary } from '../shared/paper.ts';
import { BrokenOff } from './import/BrokenOff.tsx';
import { DropZone } from './import/DropZone.tsx';
import { DryRunDialog } from './import/DryRunDialog.tsx';
import { ImportProgress } from './import/ImportProgress.tsx';
import { ImportReport } from './import/ImportReport.tsx';
import { useImports } from './import/use-imports.ts';
import { usePaste } from './import/use-paste.ts';
import { WithdrawImport } from './import/WithdrawImport.tsx';
import { NoPapers, NothingFound } from './list/Empty.tsx';
import { ListHead } from './list/ListHead.tsx';
import { PaperList } from './list/PaperList.tsx';
import { usePapers } from './list/papers.ts';
import { SearchBox } from './list/SearchBox.tsx';
import { TrashBar } from './list/TrashBar.tsx';
import { TriageBar } from './list/TriageBar.tsx';
import { useSelection } from './list/use-selection.ts';
import { PAGES } from './pages.tsx';
import { Keys } from './palette/Keys.tsx';
import { Palette } from './palette/Palette.tsx';
import { ask, keepFresh, listen, perform, platform, useOverview, usePaper } from './postil.ts';
import { Reader } from './reader/Reader.tsx';
import { Sidebar } from './sidebar/Sidebar.tsx';
import { setTheme } from './theme.ts';
import { Boundary } from './ui/Boundary.tsx';
import { runCommand, useCommands } from './ui/commands.ts';
import { counted } from './ui/format.ts';
import { saveKeptNotes } from './ui/kept-notes.ts';
import { useLinks } from './ui/links.ts';
import { tell } from './ui/messages.ts';
import { useKeys } from './use-keys.ts';
import { usePaperCommands } from './use-paper-commands.ts';

/** The three panes over an open library. */
export function Workspace() {
  const [shelf, setShelf] = useState('');
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState({ first: 0, last: 0 });
  const [isTriage, setIsTriage] = useState(false);
  const [dialog, setDialog] = useState<'palette' | 'keys' | null>(null);
  const [opened, setOpened] = useState<Command | null>(null);
  const [withdrawingId, setWithdrawingId] = useState<number | null>(null);
  const [pointedOut, setPointedOut] = useState<{ paperId: number; annotationId: string } | null>(null);
  const grid = useRef<HTMLDivElement>(null);

  const overview = useOverview();
  const query = [shelf, typed.trim()].filter((part) => part !== '').join(' ');
  const papers = usePapers(query, shown);
  const { selection, choose, chooseFirst, step, show, chooseAll } = useSelection(papers);
  const open = usePaper(selection.openId);
  const imports = useImports();
  const layout = useDefaultLayout({ id: 'postil-panes', storage: localStorage });

  useEffect(keepFresh, []);
  usePaste();
  useKeys(selection.openId !== null && open?.paper.id !== selection.openId);

  const onShow = useCallback((first: number, last: number) => setShown({ first, last }), []);
  const closeDialog = useCallback(() => setDialog(null), []);
  const go = useCallback((query: string) => {
    setOpened(null);
    setShelf(query);
    grid.current?.focus();
  }, []);
  /** As `go`, with the focus left where it is: tags are clicked one after the other. */
  const narrow = useCallback((narrowed: string) => {
    setOpened(null);
    setShelf(narrowed);
  }, []);
  const showPaper = useCallback(
    (paperId: number, annotationId: string | null) => {
      setOpened(null);
      setPointedOut(annotationId === null ? null : { paperId, annotationId });
      show(paperId);
    },
    [show],
  );
  const showLink = useCallback(
    async (link: Link) => {
      const result = await perform('link.targets', { links: [linkText(link)] });
      if (!result.ok) return;
      const [target] = result.value;
      if (target !== undefined) showPaper(target.paper.id, link.annotationId);
      else tell(`What this link leads to is not in this library: ${linkText(link)}`);
    },
    [showPaper],
  );
  useLinks((link) => void showLink(link));
  useEffect(() => listen('window.showLink', (link) => void showLink(link)), [showLink]);
  useEffect(() => void saveKeptNotes(), []);
  const chosenIds = useMemo(() => [...selection.chosen], [selection.chosen]);
  // The paper in the reader is still the former one until the chosen one has been fetched.
  const shownIds = useMemo(
    () => (open === undefined || chosenIds.includes(open.paper.id) ? chosenIds : [open.paper.id]),
    [open, chosenIds],
  );

  function chooseFiles(): void {
    void perform('window.chooseFiles', undefined);
  }

  /** The paper whose state decides what a key does to all chosen ones: the reader’s, or before it is there the list’s. */
  function decidingPaper(): PaperSummary | undefined {
    const { openId, index } = selection;
    return [open?.paper, papers.hitAt(index)?.paper].find((paper) => paper?.id === openId);
  }

  function toggleState(state: 'done' | 'reading'): void {
    const paper = decidingPaper();
    if (paper === undefined) return;
    const next = paper.state === state ? 'inbox' : state;
    void perform('paper.setState', { paperIds: chosenIds, state: next });
  }

  const isTrash = shelf.startsWith('is:trashed');

  async function trash(): Promise<void> {
    if (chosenIds.length === 0) return;
    // The next one is read on: the chosen ones leave the list.
    step(1, 'one');
    const result = await perform(isTrash ? 'paper.restore' : 'paper.trash', { paperIds: chosenIds });
    if (!result.ok) return;
    const run = () => void takeBack('history.undo', 'Undo');
    tell(`${counted(chosenIds.length, 'paper')} ${isTrash ? 'restored' : 'moved to the trash'}.`, {
      label: 'Undo',
      run,
    });
  }

  function withdraw(importId: number): void {
    const isWithdrawn = overview?.imports.find(({ id }) => id === importId)?.isWithdrawn === true;
    if (!isWithdrawn) setWithdrawingId(importId);
    else
      void perform('import.restore', { importId }).then((result) => {
        if (result.ok) tell('Import restored.');
      });
  }

  async function chooseAllFound(): Promise<void> {
    const found = await ask('papers.ids', { query });
    chooseAll(found);
    tell(`${counted(found.length, 'paper')} chosen`);
  }

  function toggleTriage(): void {
    setOpened(null);
    setIsTriage(!isTriage);
    if (!isTriage && shelf === '' && typed === '') setShelf('is:inbox');
    grid.current?.focus();
  }

  async function takeBack(name: 'history.undo' | 'history.redo', word: string): Promise<void> {
    const result = await perform(name, undefined);
    if (!result.ok) return;
    if (result.value === null) {
      tell(`Nothing to ${word.toLowerCase()}.`);
      return;
    }
    const { label, paperCount, paper } = result.value;
    const done = `${word}ne: ${countedLabel(label, paperCount)}`;
    if (paper === null || paper.id === open?.paper.id) tell(done);
    else tell(`${done} of “${paper.heading}”`, { label: 'Show', run: () => showPaper(paper.id, null) });
  }

  usePaperCommands(decidingPaper, chosenIds, overview?.tags ?? NO_TAGS, query);
  useCommands({
    'choose-all': () => void chooseAllFound(),
    triage: toggleTriage,
    next: () => step(1, 'one'),
    previous: () => step(-1, 'one'),
    papers: () => {
      setOpened(null);
      if (document.getSelection()?.isCollapsed === false) document.getSelection()?.removeAllRanges();
      else grid.current?.focus();
    },
    star: () => {
      const paper = decidingPaper();
      if (paper === undefined) return;
      void perform('paper.setStarred', { paperIds: chosenIds, starred: !paper.starred });
    },
    done: () => toggleState('done'),
    reading: () => toggleState('reading'),
    trash: () => void trash(),
    undo: () => void takeBack('history.undo', 'Undo'),
    redo: () => void takeBack('history.redo', 'Redo'),
    palette: () => setDialog('palette'),
    keys: () => setDialog('keys'),
    import: chooseFiles,
    'show-report': () => {
      const last = overview?.imports[0];
      if (last === undefined) tell('Nothing was imported yet.');
      else imports.show(last.id);
    },
    'theme-system': () => setTheme('system'),
    'theme-light': () => setTheme('light'),
    'theme-dark': () => setTheme('dark'),
  });

  useCommands(Object.fromEntries(PAGE_COMMANDS.map((command) => [command, () => setOpened(command)])));

  const page = papers.first;
  const OpenedPage = opened === null ? undefined : PAGES[opened];
  const isEmptyLibrary =
    overview?.paperCount === 0 && overview.trashCount === 0 && overview.imports.length === 0;
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
              chosen={shelf}
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
                <section className="list-pane" aria-label="Found papers">
                  <SearchBox
                    typed={typed}
                    onType={setTyped}
                    onLeave={() => {
                      grid.current?.focus();
                      chooseFirst();
                    }}
                  />
                  <ListHead page={page} chosenCount={chosenIds.length} />
                  {isTrash && <TrashBar paperIds={chosenIds} trashCount={overview?.trashCount ?? 0} />}
                  <PaperList
                    gridRef={grid}
                    papers={papers}
                    selection={selection}
                    onShow={onShow}
                    onChoose={choose}
                    onStep={step}
                    onRead={() => runCommand('read')}
                    empty={
                      page !== undefined &&
                      !isEmptyLibrary && (
                        <NothingFound
                          page={page}
                          typed={typed}
                          isWithin={shelf !== ''}
                          onClear={() => setTyped('')}
                          onWiden={() => setShelf('')}
                        />
                      )
                    }
                  />
                </section>
              </Panel>
              <Separator className="separator" aria-label="Width of the list" />
              <Panel id="reader" minSize={320}>
                {isEmptyLibrary ? (
                  <NoPapers onImport={chooseFiles} />
                ) : open === undefined || selection.openId === null ? (
                  <p className="reader-empty">No paper is open.</p>
                ) : (
                  <div className={`reader-pane ${isTriage ? 'reader-pane--triage' : ''}`}>
                    {isTriage && (
                      <TriageBar
                        total={page?.total ?? 0}
                        onNext={() => step(1, 'one')}
                        onEnd={() => setIsTriage(false)}
                      />
                    )}
                    <div key={open.paper.id} className="reader-pane__paper">
                      <Boundary name="this paper">
                        <Reader
                          open={open}
                          words={typed.trim() === '' ? NO_WORDS : (page?.words ?? NO_WORDS)}
                          paperIds={shownIds}
                          knownTags={overview?.tags ?? NO_TAGS}
                          shown={pointedOut?.paperId === open.paper.id ? pointedOut : null}
                        />
                      </Boundary>
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
        tags={overview?.tags ?? NO_TAGS}
        onClose={closeDialog}
        onRun={(command) => requestAnimationFrame(() => runCommand(command))}
        onGo={go}
      />
      <Keys isOpen={dialog === 'keys'} platform={platform()} onClose={closeDialog} />
      <DropZone />
    </>
  );
}

/** Commands that open a page. */
const PAGE_COMMANDS = COMMAND_NAMES.filter((command) => PAGES[command] !== undefined);

const NO_WORDS: readonly string[] = [];
const NO_TAGS: readonly never[] = [];
