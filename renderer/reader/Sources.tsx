import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Paper, Source } from '../../shared/paper.ts';
import type { FieldOrigin, OriginField } from '../../shared/provenance.ts';
import { ask, perform } from '../postil.ts';
import { Button } from '../ui/Button.tsx';
import { number } from '../ui/format.ts';
import { tell } from '../ui/messages.ts';
import { UNDO } from '../ui/undo.ts';
import { Fold } from './Fold.tsx';
import './sources.css';

/** The records that a paper was made of, what each field comes from, and the way to take them apart. */
export function Sources({ paper }: { readonly paper: Paper }) {
  return (
    <Fold title="Where this comes from" count={paper.sources.length}>
      <Panel paper={paper} />
    </Fold>
  );
}

function Panel({ paper }: { readonly paper: Paper }) {
  const [chosen, setChosen] = useState<ReadonlySet<number> | null>(null);
  const standing = paper.sources.filter(({ isWithdrawn }) => !isWithdrawn);
  const isKept = standing.length === 0;
  const labels = new Map(paper.versions.map(({ id, label }) => [id, label]));

  async function takeApart(): Promise<void> {
    const result = await perform('paper.takeApart', { paperId: paper.id, sourceIds: [...(chosen ?? [])] });
    if (!result.ok) return;
    setChosen(null);
    tell('The chosen sources are a paper of their own.', UNDO);
  }

  return (
    <>
      {isKept && (
        <p className="sources__kept">
          Its imports were taken back. It stays, since you have made something of it.
        </p>
      )}
      <ol className="sources__list" aria-label="Sources">
        {paper.sources.map((source, index) => (
          <SourceLine
            key={source.id}
            source={source}
            place={index + 1}
            version={source.versionId === null ? null : (labels.get(source.versionId) ?? null)}
            isChosen={chosen === null ? null : chosen.has(source.id)}
            onChoose={(isOn) => {
              const next = new Set(chosen);
              if (isOn) next.add(source.id);
              else next.delete(source.id);
              setChosen(next);
            }}
          />
        ))}
      </ol>
      {chosen === null ? (
        standing.length > 1 && <Button onPress={() => setChosen(new Set())}>Take apart…</Button>
      ) : (
        <div className="sources__ways">
          <p className="quiet">
            Choose the sources that are another paper. They stay apart, whatever is imported later;
            annotations go with the text that they are on.
          </p>
          <Button
            look="main"
            isDisabled={chosen.size === 0 || chosen.size >= standing.length}
            onPress={() => void takeApart()}
          >
            Make them a paper of their own
          </Button>
          <Button onPress={() => setChosen(null)}>Leave together</Button>
        </div>
      )}
      <Origins paper={paper} />
      {paper.versions.length > 1 && (
        <p className="quiet">
          Versions of the abstract: {paper.versions.map(({ label }) => label).join(', ')}; shown is{' '}
          {paper.currentVersion?.label}.
        </p>
      )}
    </>
  );
}

function SourceLine({
  source,
  place,
  version,
  isChosen,
  onChoose,
}: {
  readonly source: Source;
  /** One-based. */
  readonly place: number;
  /** What its text is called; null without one. */
  readonly version: string | null;
  /** Null while nothing is to be chosen. */
  readonly isChosen: boolean | null;
  readonly onChoose: (isOn: boolean) => void;
}) {
  const words = (
    <span>
      <bdi className="sources__file">{source.fileName}</bdi>, line {number(source.place.line)}
      <span className="quiet">
        {' '}
        · {source.format.replaceAll('-', ' ')} · import {number(source.importId)}
        {version !== null && version !== source.fileName && ` · ${version}`}
        {source.isWithdrawn && ' · taken back'}
      </span>
    </span>
  );
  return (
    <li>
      <span className="sources__place count">{place}</span>
      {isChosen === null || source.isWithdrawn ? (
        words
      ) : (
        <label className="sources__choice">
          <input type="checkbox" checked={isChosen} onChange={(event) => onChoose(event.target.checked)} />
          {words}
        </label>
      )}
    </li>
  );
}

const FIELD_NAMES: Readonly<Record<OriginField, string>> = {
  title: 'Title',
  authors: 'Authors',
  abstract: 'Abstract',
  published: 'Published',
  venue: 'Venue',
  comment: 'Comment',
  categories: 'Categories',
  identifiers: 'Identifiers',
};

/** Longest text of a field that is shown, in UTF-16 code units: enough to tell it from another. */
const SHOWN_LENGTH = 160;

/** For each field which sources say so, and what others say. */
function Origins({ paper }: { readonly paper: Paper }) {
  const origins = useQuery({
    queryKey: ['paper', paper.id, 'origins', paper.sources.map(({ id }) => id).join(' ')],
    queryFn: () => ask('paper.origins', { paperId: paper.id }),
  }).data;
  if (origins === undefined) return null;
  const places = new Map(paper.sources.map(({ id }, index) => [id, index + 1]));
  return (
    <dl className="origins" aria-label="Fields">
      {origins.map((origin) => (
        <div key={origin.field} className="origin">
          <dt>{FIELD_NAMES[origin.field]}</dt>
          <dd>
            <Sayings origin={origin} places={places} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Sayings({
  origin,
  places,
}: {
  readonly origin: FieldOrigin;
  readonly places: ReadonlyMap<number, number>;
}) {
  const [first, ...others] = origin.sayings;
  if (first === undefined) return null;
  const from = (sourceIds: readonly number[]) => {
    const found = sourceIds.map((id) => places.get(id)).join(', ');
    return sourceIds.length === 1 ? `source ${found}` : `sources ${found}`;
  };
  return (
    <>
      <p>from {from(first.sourceIds)}</p>
      {others.map(({ text, sourceIds, isShown }) => (
        <p key={text} className="quiet">
          {isShown ? 'and ' : ''}
          {from(sourceIds)}
          {isShown ? '' : ' differently'}:{' '}
          {text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text}
        </p>
      ))}
    </>
  );
}
