import { type ReactNode, useState } from 'react';
import type { Paper } from '../../shared/paper.ts';
import { dateInWords } from '../ui/format.ts';
import { askToLeave } from '../ui/leaving.ts';
import { MathText } from '../ui/MathText.tsx';
import { Names } from '../ui/Names.tsx';
import { arxivUrl, doiUrl } from './abstract/links.ts';
import { CitationKey } from './CitationKey.tsx';
import { FoldButton } from './FoldButton.tsx';
import './facts.css';

/** What is known of a paper beside its abstract; what is unknown is left out. */
export function Facts({ paper, citationKey }: { readonly paper: Paper; readonly citationKey: string }) {
  const facts: [name: string, value: ReactNode][] = [];
  if (paper.institutions.length > 0)
    facts.push(['Institution', <Names key="institutions" names={paper.institutions} />]);
  if (paper.published !== null) facts.push(['Published', dateInWords(paper.published)]);
  if (paper.venue !== null) facts.push(['Venue', <MathText key="venue" text={paper.venue} />]);
  if (paper.comment !== null) facts.push(['Comment', <Comment key={paper.id} text={paper.comment} />]);
  for (const { scheme, value } of paper.identifiers) {
    if (scheme === 'arxiv') facts.push(['arXiv', <Out key={value} url={arxivUrl(value)} words={value} />]);
    else if (scheme === 'doi') facts.push(['DOI', <Out key={value} url={doiUrl(value)} words={value} />]);
    else
      facts.push([
        'PubMed',
        <Out key={value} url={`https://pubmed.ncbi.nlm.nih.gov/${value}/`} words={value} />,
      ]);
  }
  if (paper.categories.length > 0)
    facts.push(['Categories', <Names key="categories" names={paper.categories} />]);
  facts.push(['Cite as', <CitationKey key={paper.id} paperId={paper.id} citationKey={citationKey} />]);
  return (
    <div className="facts">
      {paper.authors.length > 0 && (
        <p className="facts__authors">
          <Names names={paper.authors} />
        </p>
      )}
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

/** A longer comment, in UTF-16 code units, is a summary or the like: its beginning is shown, so that the abstract stays in sight. */
const COMMENT_LENGTH = 300;

function Comment({ text }: { readonly text: string }) {
  const [isWhole, setWhole] = useState(false);
  if (text.length <= COMMENT_LENGTH) return <MathText text={text} />;
  return (
    <>
      <div className={isWhole ? '' : 'facts__beginning'}>
        <MathText text={text} />
      </div>
      <FoldButton isOpen={isWhole} onOpen={setWhole}>
        Whole comment
      </FoldButton>
    </>
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
