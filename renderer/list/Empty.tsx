import { FileDown, SearchX } from 'lucide-react';
import type { Page } from '../../shared/library.ts';
import { Button } from '../ui/Button.tsx';

/** What a library without papers says in place of a paper: what Postil reads, and how it is given to it. */
export function NoPapers({ onImport }: { readonly onImport: () => void }) {
  return (
    <section className="welcome" aria-labelledby="welcome-title">
      <FileDown size={32} strokeWidth={1.25} aria-hidden />
      <h1 id="welcome-title" className="welcome__title">
        Drop files of abstracts here
      </h1>
      <p>
        Postil reads pages saved from the listings of an institution or author, arXiv listings and mails, and
        the exports of reference managers. Papers that stand in several files become one, and all can be
        searched, marked and annotated at once. Nothing leaves this computer.
      </p>
      <Button look="main" onPress={onImport}>
        Import files…
      </Button>
    </section>
  );
}

/** What is said when a query finds nothing, and how to find more. */
export function NothingFound({
  page,
  typed,
  isWithin,
  onClear,
  onWiden,
}: {
  readonly page: Page;
  readonly typed: string;
  /** Whether a line of the sidebar narrows the search. */
  readonly isWithin: boolean;
  readonly onClear: () => void;
  /** Searches the whole library instead. */
  readonly onWiden: () => void;
}) {
  const words = typed.trim();
  return (
    <div className="empty">
      <SearchX size={28} strokeWidth={1.25} aria-hidden />
      <h2 className="empty__title">{words === '' ? 'Nothing here' : 'Nothing found'}</h2>
      {words === '' ? (
        <p>No paper stands on this shelf now.</p>
      ) : (
        <p>
          No paper has all of <q>{words}</q>
          {isWithin && ' on this shelf'}.{' '}
          {page.bent.length > 0 &&
            `Looked also for ${page.bent.map((word) => `${word.to} in place of ${word.from}`).join(', ')}. `}
          Fewer words find more; the last one may be the beginning of a word.
        </p>
      )}
      <div className="empty__ways">
        {isWithin && <Button onPress={onWiden}>Search all papers</Button>}
        {words !== '' && <Button onPress={onClear}>Clear the search</Button>}
      </div>
    </div>
  );
}
