import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DryRun, ImportProgress, ImportReport, WaitingImport } from '../../shared/import.ts';
import { listen, perform } from '../postil.ts';
import { complain } from '../ui/messages.ts';

/** The running import, those that wait, the report on show, and the files that were offered. */
export interface Imports {
  readonly progress: ImportProgress | null;
  readonly waiting: readonly WaitingImport[];
  readonly report: ImportReport | null;
  readonly dryRun: DryRun | null;
  /** Shows the report of an import. */
  readonly show: (importId: number) => void;
  readonly close: () => void;
  /** Imports what was offered, or lets it be. */
  readonly decide: (dryRunId: number, isAccepted: boolean) => void;
}

/** Follows imports: shows how far one is, and its report at the end. */
export function useImports(): Imports {
  const client = useQueryClient();
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  const [waiting, setWaiting] = useState<readonly WaitingImport[]>([]);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [dryRuns, setDryRuns] = useState<readonly DryRun[]>([]);
  /** What is still told of a dry run while the decision on it is under way must not bring its question back. */
  const decided = useRef(new Set<number>());
  useEffect(() => {
    const refresh = () => void client.invalidateQueries({ queryKey: ['overview'] });
    const endings = [
      listen('import.progress', setProgress),
      listen('import.waiting', (imports) => {
        setWaiting(imports);
        refresh();
      }),
      listen('import.dryRun', (told) => {
        if (decided.current.has(told.dryRunId)) return;
        setDryRuns((known) =>
          known.some(({ dryRunId }) => dryRunId === told.dryRunId)
            ? known.map((one) => (one.dryRunId === told.dryRunId ? told : one))
            : [...known, told],
        );
      }),
      listen('import.finished', (finished) => {
        setProgress(null);
        refresh();
        // One that was taken out of the queue has nothing to tell.
        if (finished.state === 'done' || finished.files.length > 0) setReport(finished);
      }),
      listen('import.failed', (problem) => {
        setProgress(null);
        refresh();
        complain(problem);
      }),
    ];
    return () => {
      for (const end of endings) end();
    };
  }, [client]);
  const show = useCallback((importId: number) => {
    void perform('import.report', { importId }).then((result) => {
      if (result.ok) setReport(result.value);
    });
  }, []);
  const close = useCallback(() => setReport(null), []);
  const decide = useCallback((dryRunId: number, isAccepted: boolean) => {
    decided.current.add(dryRunId);
    setDryRuns((known) => known.filter((one) => one.dryRunId !== dryRunId));
    void perform(isAccepted ? 'import.accept' : 'import.decline', { dryRunId });
  }, []);
  return { progress, waiting, report, dryRun: dryRuns[0] ?? null, show, close, decide };
}
