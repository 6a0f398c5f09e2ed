import type { DryRun } from '../../shared/import.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { counted } from '../ui/format.ts';
import { ImportBar } from './ImportProgress.tsx';
import { FileReports } from './ImportReport.tsx';
import { countsInWords, rateInWords, sizeInWords, wouldHappen } from './words.ts';
import './import-report.css';

/** Shows what importing many or large files would do, while they are read into a copy of the library. */
export function DryRunDialog({
  dryRun,
  onDecide,
}: {
  readonly dryRun: DryRun | null;
  readonly onDecide: (dryRunId: number, isAccepted: boolean) => void;
}) {
  const decide = (isAccepted: boolean) => {
    if (dryRun !== null) onDecide(dryRun.dryRunId, isAccepted);
  };
  return (
    <Dialog title="What would happen" isOpen={dryRun !== null} onClose={() => decide(false)}>
      {dryRun !== null && (
        <>
          <div className="report__summary">
            <p>
              {counted(dryRun.filesTotal, 'file')}, {sizeInWords(dryRun.bytesTotal)}. Nothing is in your
              library yet.
            </p>
            <p role="status">{said(dryRun)}</p>
            {dryRun.report === null && dryRun.problem === null && dryRun.progress !== null && (
              <>
                <ImportBar progress={dryRun.progress} name="Looking at the files" />
                <p className="count quiet">
                  {counted(dryRun.progress.records, 'record')} so far: {countsInWords(dryRun.progress)}
                </p>
                <p className="count quiet">{rateInWords(dryRun.progress) || 'Taking the time…'}</p>
              </>
            )}
          </div>
          {dryRun.report !== null && <FileReports report={dryRun.report} />}
          <div className="report__ways">
            <Button onPress={() => decide(false)}>Don’t import</Button>
            <Button look="main" onPress={() => decide(true)} autoFocus>
              Import
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

function said({ report, problem }: DryRun): string {
  if (problem !== null) return `What would happen cannot be told. ${problem.message} ${problem.advice}`;
  return report === null ? 'Reading into a copy…' : wouldHappen(report);
}
