import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { TAG_LENGTH } from '../../shared/tag.ts';
import { ask, perform } from '../postil.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { counted } from '../ui/format.ts';
import { tell } from '../ui/messages.ts';
import { Names } from '../ui/Names.tsx';

/** Asks for the new name of one tag, or for the one name that several shall have, and says before what will happen. */
export function RenameDialog({
  names,
  onClose,
}: {
  readonly names: readonly string[];
  /** Told whether anything was renamed. */
  readonly onClose: (isDone: boolean) => void;
}) {
  const [to, setTo] = useState(names[0] ?? '');
  const renames = names.map((from) => ({ from, to: to.trim() }));
  const isReady = /[^\s/]/.test(to);
  const preview = useQuery({
    queryKey: ['tag-preview', renames],
    enabled: isReady,
    queryFn: () => ask('tag.preview', { renames }),
  }).data;
  const title = names.length > 1 ? `Merge ${counted(names.length, 'tag')}` : `Rename “${names[0]}”`;

  async function rename(): Promise<void> {
    const result = await perform('tag.rename', { renames });
    if (!result.ok) return;
    tell(`Renamed on ${counted(preview?.paperCount ?? 0, 'paper')}. Undo takes it back.`);
    onClose(true);
  }

  return (
    <Dialog title={title} isOpen onClose={() => onClose(false)}>
      <form
        className="rename"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void rename();
        }}
      >
        <label className="rename__field">
          New name
          <input
            className="tags-page__filter"
            value={to}
            maxLength={TAG_LENGTH}
            autoFocus
            onChange={(event) => setTo(event.target.value)}
          />
        </label>
        <p className="quiet">
          Slashes nest: “method/flow” stands below “method”. What is below a tag goes with it.
        </p>
        <p role="status" className="rename__preview">
          {isReady && preview !== undefined && <Preview {...preview} />}
        </p>
        <div className="rename__ways">
          <Button onPress={() => onClose(false)}>Cancel</Button>
          <Button look="main" type="submit" isDisabled={!isReady}>
            {(preview?.merged.length ?? 0) > 0 ? 'Merge' : 'Rename'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function Preview({
  paperCount,
  merged,
}: {
  readonly paperCount: number;
  readonly merged: readonly string[];
}) {
  return (
    <>
      {counted(paperCount, 'paper')} will change.
      {merged.length > 0 && (
        <>
          {' '}
          Merges with <Names names={merged.slice(0, 3)} />
          {merged.length > 3 && ` and ${merged.length - 3} more`}.
        </>
      )}
    </>
  );
}
