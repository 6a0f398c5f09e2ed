import { z } from 'zod';

/** What papers and annotations can be written as, by the name that the command line takes. */
export const EXPORT_FORMATS = {
  bibtex: { label: 'BibTeX', extension: 'bib' },
  ris: { label: 'RIS', extension: 'ris' },
  'csl-json': { label: 'CSL-JSON', extension: 'json' },
  jsonl: { label: 'JSON lines', extension: 'jsonl' },
  csv: { label: 'Table (CSV)', extension: 'csv' },
  markdown: { label: 'Markdown, with notes and annotations', extension: 'md' },
  w3c: { label: 'Annotations (W3C JSON-LD)', extension: 'jsonld' },
} as const satisfies Readonly<Record<string, { readonly label: string; readonly extension: string }>>;

/** One of {@link EXPORT_FORMATS}. */
export const ExportFormat = z.enum(
  Object.keys(EXPORT_FORMATS) as [keyof typeof EXPORT_FORMATS, ...(keyof typeof EXPORT_FORMATS)[]],
);
/** One of {@link EXPORT_FORMATS}. */
export type ExportFormat = z.infer<typeof ExportFormat>;

/** What an export wrote. */
export interface Exported {
  /** Name of the file, without its folder. */
  readonly fileName: string;
  /** Papers written; of `w3c` those that have annotations. */
  readonly paperCount: number;
}
