import { useState } from 'react';
import { EXPORT_FORMATS, ExportFormat } from '../../shared/export.ts';
import { Button } from '../ui/Button.tsx';
import { useCommands } from '../ui/commands.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { exportTo } from '../ui/export-to.ts';
import { counted } from '../ui/format.ts';
import { tell } from '../ui/messages.ts';
import './export-papers.css';

/** The command that writes papers to a file: the chosen ones, or all that are found. */
export function ExportPapers({
  chosenIds,
  foundCount,
  found,
}: {
  readonly chosenIds: readonly number[];
  readonly foundCount: number;
  /** All papers in the list, in its order. */
  readonly found: () => Promise<readonly number[]>;
}) {
  const [isOpen, setOpen] = useState(false);
  const [format, setFormat] = useState<ExportFormat>('bibtex');
  const [isAll, setAll] = useState(false);
  useCommands({
    'export-papers': () => {
      if (foundCount === 0) tell('There are no papers to export. Import some, or widen the search.');
      else {
        setAll(chosenIds.length < 2);
        setOpen(true);
      }
    },
  });

  async function run(): Promise<void> {
    const paperIds = isAll ? await found() : chosenIds;
    if (await exportTo(format, { paperIds: [...paperIds] })) setOpen(false);
  }

  return (
    <Dialog title="Export papers" isOpen={isOpen} onClose={() => setOpen(false)}>
      <form
        className="export"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <fieldset className="export__which">
          <legend>Which papers</legend>
          <label>
            <input type="radio" name="which" checked={isAll} onChange={() => setAll(true)} />
            All in the list ({counted(foundCount, 'paper')})
          </label>
          <label>
            <input
              type="radio"
              name="which"
              checked={!isAll}
              disabled={chosenIds.length === 0}
              onChange={() => setAll(false)}
            />
            The chosen ones ({counted(chosenIds.length, 'paper')})
          </label>
        </fieldset>
        <label className="export__format">
          Format
          <select
            value={format}
            onChange={({ target }) => setFormat(ExportFormat.catch('bibtex').parse(target.value))}
          >
            {ExportFormat.options.map((name) => (
              <option key={name} value={name}>
                {EXPORT_FORMATS[name].label}
              </option>
            ))}
          </select>
        </label>
        <div className="export__ways">
          <Button onPress={() => setOpen(false)}>Cancel</Button>
          <Button look="main" type="submit">
            Choose file…
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
