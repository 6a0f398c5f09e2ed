import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { NoteRevision } from '../../../shared/note.ts';
import { ask, perform } from '../../postil.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { momentInWords, number } from '../../ui/format.ts';
import { tell } from '../../ui/messages.ts';
import { nearChanges, noteDiff } from './note-diff.ts';
import './note-history.css';

/** The texts that a note had, each beside the one it has now, and the way back to it. */
export function NoteHistory({
  paperId,
  onClose,
}: {
  readonly paperId: number;
  readonly onClose: () => void;
}) {
  const [chosen, setChosen] = useState<number | null>(null);
  const { data: revisions } = useQuery({
    queryKey: ['revisions', paperId],
    queryFn: () => ask('note.revisions', { paperId }),
    gcTime: 0,
  });
  const newest = revisions?.[0]?.id;
  const revisionId = chosen ?? revisions?.[1]?.id ?? newest;

  async function restore(): Promise<void> {
    if (revisionId === undefined) return;
    const { ok } = await perform('note.restore', { paperId, revisionId });
    if (!ok) return;
    tell('Note restored. Undo takes it back.');
    onClose();
  }

  return (
    <Dialog title="History of the note" isOpen onClose={onClose}>
      <div className="revisions">
        {revisions?.length === 0 ? (
          <p className="quiet">This note has no history yet: write something, and come back.</p>
        ) : (
          <>
            <ListBox
              aria-label="Earlier texts"
              className="revisions__list scroll"
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={revisionId === undefined ? [] : [revisionId]}
              onSelectionChange={(keys) => {
                const [key] = [...keys];
                if (typeof key === 'number') setChosen(key);
              }}
            >
              {(revisions ?? []).map((revision) => (
                <ListBoxItem
                  key={revision.id}
                  id={revision.id}
                  textValue={momentOf(revision)}
                  className="revisions__item"
                >
                  <span>{revision.id === newest ? 'Now' : momentOf(revision)}</span>
                  <span className="quiet count">{sizeOf(revision)}</span>
                </ListBoxItem>
              ))}
            </ListBox>
            {revisionId !== undefined && newest !== undefined && (
              <Difference revisionId={revisionId} newestId={newest} />
            )}
          </>
        )}
      </div>
      <footer className="revisions__foot">
        <Button onPress={onClose}>Close</Button>
        <Button
          look="main"
          isDisabled={revisionId === undefined || revisionId === newest}
          onPress={() => void restore()}
        >
          Restore this text
        </Button>
      </footer>
    </Dialog>
  );
}

/** What became of a text: struck through what is no longer in the note, underlined what came since. */
function Difference({ revisionId, newestId }: { readonly revisionId: number; readonly newestId: number }) {
  const { data: before } = useText(revisionId);
  const { data: now } = useText(newestId);
  const parts = useMemo(
    () => (before === undefined || now === undefined ? [] : nearChanges(noteDiff(before, now))),
    [before, now],
  );
  const isSame = before !== undefined && before === now;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also with the keyboard.
    <section className="revisions__text scroll" aria-label="What changed since" tabIndex={0}>
      {isSame && <p className="quiet">This is the text as it stands.</p>}
      {parts.map(({ kind, text }, index) => {
        const key = `${index} ${kind}`;
        if (kind === 'added') return <ins key={key}>{text}</ins>;
        if (kind === 'removed') return <del key={key}>{text}</del>;
        return <span key={key}>{text}</span>;
      })}
    </section>
  );
}

function useText(revisionId: number) {
  return useQuery({
    queryKey: ['revision', revisionId],
    queryFn: () => ask('note.textAt', { revisionId }),
  });
}

function momentOf({ atMs }: NoteRevision): string {
  const time = new Date(atMs).toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const day = momentInWords(atMs, Date.now());
  return new Date(atMs).toDateString() === new Date().toDateString() ? time : `${day}, ${time}`;
}

function sizeOf({ added, removed }: NoteRevision): string {
  return [added > 0 ? `+${number(added)}` : '', removed > 0 ? `−${number(removed)}` : ''].join(' ').trim();
}
