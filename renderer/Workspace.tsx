import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { COMMAND_NAMES, type Command } from '../shared/commands.ts';
import type { PaperSummary } from '../shared/paper.ts';
import { DropZone } from './import/DropZone.tsx';
import { ImportProgress } from './import/ImportProgress.tsx';
import { ImportReport } from './import/ImportReport.tsx';
import { useImports } from './import/use-imports.ts';
import { NoPapers, NothingFound } from './list/Empty.tsx';
import { ListHead } from './list/ListHead.tsx';
import { PaperList } from './list/PaperList.tsx';
import { usePapers } from './list/papers.ts';
import { SearchBox } from './list/SearchBox.tsx';
import { useSelection } from './list/use-selection.ts';
import { PAGES } from './pages.tsx';
import { Keys } from './palette/Keys.tsx';
import { Palette } from './palette/Palette.tsx';
import { keepFresh, perform, platform, useOverview, usePaper } from './postil.ts';
import { Reader } from './reader/Reader.tsx';
import { Sidebar } from './sidebar/Sidebar.tsx';
import { setTheme } from './theme.ts';
import { Boundary } from './ui/Boundary.tsx';
import { runCommand, useCommands } from './ui/commands.ts';
import { tell } from './ui/messages.ts';
import { useKeys } from './use-keys.ts';

/** The three panes over an open library. */
export function Workspace() {
  const [shelf, setShelf] = useState('');
  const [typed, setTyped] = useState('');
  const [shown, setShown] = useState({ first: 0, last: 0 });
  const [dialog, setDialog] = useState<'palette' | 'keys' | null>(null);
  const [opened, setOpened] = useState<Command | null>(null);
  const grid = useRef<HTMLDivElement>(null);

  const overview = useOverview();
  const papers = usePapers([shelf, typed.trim()].filter((part) => part !== '').join(' '), shown);
  const { selection, choose, chooseFirst, step, show } = useSelection(papers);
  const open = usePaper(selection.openId);
  const imports = useImports();
  const layout = useDefaultLayout({ id: 'postil-panes', storage: localStorage });

  useEffect(keepFresh, []);
  useKeys(selection.openId !== null && open?.paper.id !== selection.openId);

  const onShow = useCallback((first: number, last: number) => setShown({ first, last }), []);
  const closeDialog = useCallback(() => setDialog(null), []);
  const go = useCallback((query: string) => {
    setOpened(null);
    setShelf(query);
    grid.current?.focus();
  }, []);
  const showPaper = useCallback(
    (paperId: number) => {
      setOpened(null);
      show(paperId);
    },
    [show],
  );
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

  async function takeBack(name: 'history.undo' | 'history.redo', word: string): Promise<void> {
    const result = await perform(name, undefined);
    if (result.ok)
      tell(result.value === null ? `Nothing to ${word.toLowerCase()}.` : `${word}ne: ${result.value.label}`);
  }

  useCommands({
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
  const isEmptyLibrary = overview?.paperCount === 0;
  return (
    <>
      <main className="workspace">
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
              onImport={chooseFiles}
              onReport={imports.show}
            >
              {imports.progress !== null && <ImportProgress progress={imports.progress} />}
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
                  <Boundary key={open.paper.id} name="this paper">
                    <Reader
                      open={open}
                      words={typed.trim() === '' ? NO_WORDS : (page?.words ?? NO_WORDS)}
                      paperIds={shownIds}
                      knownTags={overview?.tags ?? NO_TAGS}
                    />
                  </Boundary>
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
      <ImportReport report={imports.report} onClose={imports.close} />
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
