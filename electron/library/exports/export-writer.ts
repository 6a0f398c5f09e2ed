import type { ColourMeanings } from '../../../shared/annotation.ts';
import type { OpenPaper } from '../../../shared/library.ts';

/** How papers are written as one file. */
export interface ExportWriter {
  /** Before the first paper. */
  readonly begin: string;
  /** Between two papers. */
  readonly between: string;
  /** Behind the last paper. */
  readonly end: string;
  /** A paper; null for one of which the format has nothing to say. */
  entry(open: OpenPaper, meanings: ColourMeanings): string | null;
}
