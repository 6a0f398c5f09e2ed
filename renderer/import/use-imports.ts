import { useCallback, useEffect, useState } from 'react';
import type { ImportProgress, ImportReport } from '../../shared/import.ts';
import { listen, perform } from '../postil.ts';
import { complain } from '../ui/messages.ts';

/** The running import and the report on show. */
export interface Imports {
  readonly progress: ImportProgress | null;
  readonly report: ImportReport | null;
  /** Shows the report of an import. */
  readonly show: (importId: number) => void;
  readonly close: () => void;
}

/** Follows imports: shows how far one is, and its report at the end. */
export function useImports(): Imports {
  const [progress, setProgress] = useState<ImportProgress | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  useEffect(() => {
    const endings = [
      listen('import.progress', setProgress),
      listen('import.finished', (finished) => {
        setProgress(null);
        setReport(finished);
      }),
      listen('import.failed', (problem) => {
        setProgress(null);
        complain(problem);
      }),
    ];
    return () => {
      for (const end of endings) end();
    };
  }, []);
  const show = useCallback((importId: number) => {
    void perform('import.report', { importId }).then((result) => {
      if (result.ok) setReport(result.value);
    });
  }, []);
  const close = useCallback(() => setReport(null), []);
  return { progress, report, show, close };
}
