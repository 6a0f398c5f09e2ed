import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel } from 'react-aria-components';
import type { Paper } from '../../shared/paper.ts';
import { dateInWords, number } from '../ui/format.ts';
import { askToLeave } from '../ui/leaving.ts';
import { arxivUrl, doiUrl } from './links.ts';
import './facts.css';

/** What is known of a paper beside its abstract; what is unknown is left out. */
export function Facts({ paper }: { readonly paper: Paper }) {
  const facts: [name: string, value: ReactNode][] = [];
  if (paper.institutions.length > 0) facts.push(['Institution', paper.institutions.join(', ')]);
  if (paper.published !== null) facts.push(['Published', dateInWords(paper.published)]);
  if (paper.venue !== null) facts.push(['Venue', paper.venue]);
  if (paper.comment !== null) facts.push(['Comment', paper.comment]);
  for (const { scheme, value } of paper.identifiers) {
    if (scheme === 'arxiv') facts.push(['arXiv', <Out key={value} url={arxivUrl(value)} words={value} />]);
    else if (scheme === 'doi') facts.push(['DOI', <Out key={value} url={doiUrl(value)} words={value} />]);
    else
      facts.push([
        'PubMed',
        <Out key={value} url={`https://pubmed.ncbi.nlm.nih.gov/${value}/`} words={value} />,
      ]);
  }
  if (paper.categories.length > 0) facts.push(['Categories', paper.categories.join(', ')]);
  return (
    <div className="facts">
      {paper.authors.length > 0 && <p className="facts__authors">{paper.authors.join(', ')}</p>}
      {facts.length > 0 && (
        <dl className="facts__list">
          {facts.map(([name, value]) => (
            <div key={`${name} ${typeof value === 'string' ? value : ''}`} className="facts__fact">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

/** The records that the paper was made of: file, line, what each brought. */
export function Sources({ paper }: { readonly paper: Paper }) {
  return (
    <Disclosure className="sources">
      {({ isExpanded }) => (
        <>
          <h2>
            <Button slot="trigger" className="text-button sources__button">
              <ChevronRight size={14} className={isExpanded ? 'sources__arrow--open' : ''} />
              Sources
              <span className="count quiet" aria-hidden>
                {number(paper.sources.length)}
              </span>
            </Button>
          </h2>
          <DisclosurePanel className="sources__panel" role="region" aria-label="Sources">
            <ul>
              {paper.sources.map((source) => (
                <li key={source.id}>
                  <span className="sources__file">{source.fileName}</span>, line {number(source.place.line)}
                  <span className="quiet"> · {source.format.replaceAll('-', ' ')}</span>
                </li>
              ))}
            </ul>
            {paper.versions.length > 1 && (
              <p className="quiet">
                {number(paper.versions.length)} versions of the abstract; shown is{' '}
                {paper.currentVersion?.label}.
              </p>
            )}
          </DisclosurePanel>
        </>
      )}
    </Disclosure>
  );
}

function Out({ url, words }: { readonly url: string; readonly words: string }) {
  return (
    <a
      href={url}
      draggable={false}
      onClick={(event) => {
        event.preventDefault();
        askToLeave(url);
      }}
    >
      {words}
    </a>
  );
}
