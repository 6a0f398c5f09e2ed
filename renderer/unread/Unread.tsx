import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CallInput } from '../../shared/contract.ts';
import type { TrayPart } from '../../shared/import.ts';
import type { PageProps } from '../pages.tsx';
import { perform } from '../postil.ts';
import { Button } from '../ui/Button.tsx';
import { counted, number } from '../ui/format.ts';
import { UnreadPart } from './UnreadPart.tsx';
import { PAGE_PARTS, type TrayView, useTray } from './use-tray.ts';
import './unread.css';

const EVERYTHING: TrayView = { state: 'open', fileId: null, reason: null, offset: 0 };

/** The tray: what no reader understood, by file, to be mended and read again, or dismissed. */
export default function Unread({ onShowPaper }: PageProps) {
  const client = useQueryClient();
  const [view, setView] = useState(EVERYTHING);
  const { tray, parts } = useTray(view);
  if (tray === undefined || parts === undefined) return null;
  const isOpen = view.state === 'open';
  const total = shownTotal(view, tray);
  const lastOffset = view.offset + parts.length;

  async function act(
    name: 'unread.dismiss' | 'unread.restore',
    choice: CallInput<'unread.dismiss'>,
  ): Promise<void> {
    await perform(name, choice);
    await refresh();
    if (parts !== undefined && parts.length <= 1) setView((now) => ({ ...now, offset: 0 }));
  }

  async function refresh(): Promise<void> {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['unread'] }),
      client.invalidateQueries({ queryKey: ['overview'] }),
    ]);
  }

  return (
    <section className="unread scroll" aria-label="Unread">
      <header className="unread__head">
        <h1 className="unread__title">What could not be read</h1>
        <p className="quiet">
          Parts of files in which no paper was recognised. Mend one and read it again, or dismiss what is no
          loss.
        </p>
        <div className="unread__filters">
          <label>
            Show{' '}
            <select
              value={view.state}
              onChange={({ target }) =>
                setView({ ...EVERYTHING, state: target.value === 'dismissed' ? 'dismissed' : 'open' })
              }
            >
              <option value="open">Unread ({number(tray.openCount)})</option>
              <option value="dismissed">Dismissed ({number(tray.dismissedCount)})</option>
            </select>
          </label>
          {isOpen && (
            <>
              <label>
                File{' '}
                <select
                  value={view.fileId ?? ''}
                  onChange={({ target }) =>
                    setView({ ...view, offset: 0, fileId: target.value === '' ? null : Number(target.value) })
                  }
                >
                  <option value="">All files</option>
                  {tray.files.map(({ fileId, name, partCount }) => (
                    <option key={fileId} value={fileId}>
                      {name} ({number(partCount)})
                    </option>
                  ))}
                </select>
              </label>
              <label>
                Reason{' '}
                <select
                  value={view.reason ?? ''}
                  onChange={({ target }) =>
                    setView({ ...view, offset: 0, reason: target.value === '' ? null : target.value })
                  }
                >
                  <option value="">All reasons</option>
                  {tray.reasons.map(({ reason, partCount }) => (
                    <option key={reason} value={reason}>
                      {reason} ({number(partCount)})
                    </option>
                  ))}
                </select>
              </label>
              {view.reason !== null && view.fileId === null && (
                <Button
                  onPress={() => {
                    void act('unread.dismiss', { kind: 'reason', reason: view.reason ?? '' });
                    setView(EVERYTHING);
                  }}
                >
                  Dismiss all with this reason
                </Button>
              )}
            </>
          )}
        </div>
      </header>
      {parts.length === 0 && (
        <p className="unread__empty">
          {isOpen
            ? 'Nothing is left unread: every part of your files became a paper or was dismissed.'
            : 'Nothing was dismissed.'}
        </p>
      )}
      {groups(parts).map(([first, ...others]) => (
        <section key={first.fileId} aria-label={first.fileName}>
          <div className="unread__file">
            <h2>{first.fileName}</h2>
            <Button
              onPress={() =>
                void act(isOpen ? 'unread.dismiss' : 'unread.restore', { kind: 'file', fileId: first.fileId })
              }
            >
              {isOpen ? 'Dismiss all of this file' : 'Restore all of this file'}
            </Button>
          </div>
          <ul className="unread__parts" aria-label={`Unread parts of ${first.fileName}`}>
            {[first, ...others].map((part) => (
              <UnreadPart
                key={part.id}
                part={part}
                onDismiss={() =>
                  void act(isOpen ? 'unread.dismiss' : 'unread.restore', { kind: 'parts', ids: [part.id] })
                }
                onRead={() => void refresh()}
                onShowPaper={(paperId) => onShowPaper(paperId, null)}
              />
            ))}
          </ul>
        </section>
      ))}
      {total > PAGE_PARTS && (
        <nav className="unread__pages" aria-label="Pages">
          <Button
            isDisabled={view.offset === 0}
            onPress={() => setView({ ...view, offset: Math.max(0, view.offset - PAGE_PARTS) })}
          >
            Previous
          </Button>
          <p className="count">
            {number(view.offset + 1)} to {number(lastOffset)} of {counted(total, 'part')}
          </p>
          <Button
            isDisabled={lastOffset >= total}
            onPress={() => setView({ ...view, offset: view.offset + PAGE_PARTS })}
          >
            Next
          </Button>
        </nav>
      )}
    </section>
  );
}

/** Parts that the choice of file and reason leaves; of both together an upper bound. */
function shownTotal(
  { state, fileId, reason }: TrayView,
  { openCount, dismissedCount, files, reasons }: NonNullable<ReturnType<typeof useTray>['tray']>,
): number {
  if (state === 'dismissed') return dismissedCount;
  return Math.min(
    openCount,
    files.find((file) => file.fileId === fileId)?.partCount ?? openCount,
    reasons.find((one) => one.reason === reason)?.partCount ?? openCount,
  );
}

/** Parts in a row that are of one file. */
function groups(parts: readonly TrayPart[]): [TrayPart, ...TrayPart[]][] {
  const grouped: [TrayPart, ...TrayPart[]][] = [];
  for (const part of parts) {
    const last = grouped.at(-1);
    if (last?.[0].fileId === part.fileId) last.push(part);
    else grouped.push([part]);
  }
  return grouped;
}
