import { FileDown, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Page } from '../../shared/library.ts';
import { parseQuery, type Query } from '../../shared/query.ts';
import { Button } from '../ui/Button.tsx';
import { runCommand } from '../ui/commands.ts';
import type { View } from './use-view.ts';

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

/** What is said when nothing is found, and how to find more. */
export function NothingFound({ page, view }: { readonly page: Page; readonly view: View }) {
  const words = view.typed.trim();
  if (view.like !== null) {
    return (
      <Nothing title="Nothing like it">
        <p>No paper has enough of its rarer words.</p>
        <Ways>
          <Button onPress={() => view.showLike(null)}>Back</Button>
        </Ways>
      </Nothing>
    );
  }
  const isWithin = view.shelf !== '' || view.outer !== '';
  return (
    <Nothing title={words === '' ? 'Nothing here' : 'Nothing found'}>
      {words === '' ? (
        <p>No paper stands on this shelf now.</p>
      ) : (
        <p>
          No paper has all of <q>{words}</q>
          {view.exactly && ' exactly as typed'}
          {isWithin && (view.outer === '' ? ' on this shelf' : ' among these results')}.{' '}
          {page.bent.length > 0 &&
            `Looked also for ${page.bent.map((word) => `${word.to} in place of ${word.from}`).join(', ')}. `}
          {advice(parseQuery(words).query.parts)}
        </p>
      )}
      <Ways>
        {view.exactly && <Button onPress={() => view.setExactly(false)}>Bend words again</Button>}
        {isWithin && <Button onPress={() => view.go('')}>Search all papers</Button>}
        {words !== '' && <Button onPress={() => view.type('')}>Clear the search</Button>}
        {words !== '' && <Button onPress={() => runCommand('keys')}>Ways to search</Button>}
      </Ways>
    </Nothing>
  );
}

/** What may find something instead. */
function advice(parts: readonly Query[]): string {
  if (parts.some(({ kind }) => kind === 'identifier'))
    return 'A number or address finds the paper that bears it; in quotation marks, those whose text names it.';
  if (parts.some((part) => 'field' in part && part.field === 'title'))
    return 'A heading that was derived from an abstract is no title: its words are found without title:.';
  return parts.length > 1
    ? 'Fewer words find more; the last one may be the beginning of a word.'
    : 'The beginning of a word is enough; a part in quotation marks is found as it stands only.';
}

function Nothing({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="empty">
      <SearchX size={28} strokeWidth={1.25} aria-hidden />
      <h2 className="empty__title">{title}</h2>
      {children}
    </div>
  );
}

function Ways({ children }: { readonly children: ReactNode }) {
  return <div className="empty__ways">{children}</div>;
}
