import { GitCompare } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Selector, ShownAnnotation } from '../../../shared/annotation.ts';
import { carrier, placeOn } from '../../../shared/carrying.ts';
import type { Paper, Version } from '../../../shared/paper.ts';
import { counted } from '../../ui/format.ts';
import { Segments } from './Segments.tsx';
import { type Segment, segments } from './segments.ts';
import { type WordChange, wordChanges } from './word-changes.ts';
import './versions.css';

/** Two versions of the abstract compared word by word, with the annotations that each bears; nothing for one version. */
export function Versions({
  paper,
  annotations,
}: {
  readonly paper: Paper;
  readonly annotations: readonly ShownAnnotation[];
}) {
  const { versions, currentVersion } = paper;
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState<{ readonly older?: number; readonly newer?: number }>({});
  if (versions.length < 2 || currentVersion === null) return null;
  const version = (id: number | undefined) => versions.find((one) => one.id === id);
  const newer = version(chosen.newer) ?? currentVersion;
  const older = version(chosen.older) ?? versions.findLast(({ id }) => id !== newer.id) ?? currentVersion;
  return (
    <div className="versions">
      <button
        type="button"
        className="text-button versions__button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <GitCompare size={13} />
        Compare {counted(versions.length, 'version')}
      </button>
      {isOpen && (
        <section aria-label="Compared versions" className="versions__panel">
          <div className="versions__choice">
            <Choice
              label="From"
              versions={versions}
              value={older.id}
              onChange={(id) => setChosen({ ...chosen, older: id })}
            />
            <Choice
              label="To"
              versions={versions}
              value={newer.id}
              onChange={(id) => setChosen({ ...chosen, newer: id })}
            />
          </div>
          <Comparison older={older} newer={newer} versions={versions} annotations={annotations} />
        </section>
      )}
    </div>
  );
}

function Choice({
  label,
  versions,
  value,
  onChange,
}: {
  readonly label: string;
  readonly versions: readonly Version[];
  readonly value: number;
  readonly onChange: (id: number) => void;
}) {
  return (
    <label className="versions__label">
      {label}
      <select
        className="versions__select"
        value={value}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      >
        {versions.map(({ id, label: name }, index) => (
          <option key={id} value={id}>
            {index + 1}: {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Comparison({
  older,
  newer,
  versions,
  annotations,
}: {
  readonly older: Version;
  readonly newer: Version;
  readonly versions: readonly Version[];
  readonly annotations: readonly ShownAnnotation[];
}) {
  const changes = useMemo(() => wordChanges(older.text, newer.text), [older, newer]);
  const cuts = useMemo(
    () => ({ older: marked(older, versions, annotations), newer: marked(newer, versions, annotations) }),
    [older, newer, versions, annotations],
  );
  const count = (kind: WordChange['kind']) => changes.filter((change) => change.kind === kind).length;
  if (count('same') === changes.length) return <p className="quiet">These two say the same.</p>;
  return (
    <>
      <p className="quiet">
        {counted(count('added'), 'passage')} added, {count('removed')} taken away.
      </p>
      <div className="versions__text">
        {changes.map((change) => (
          <Change key={`${change.kind} ${change.oldStart} ${change.newStart}`} change={change} cuts={cuts} />
        ))}
      </div>
    </>
  );
}

function Change({
  change: { kind, oldStart, newStart, text },
  cuts,
}: {
  readonly change: WordChange;
  readonly cuts: { readonly older: readonly Segment[]; readonly newer: readonly Segment[] };
}) {
  const words =
    newStart === null
      ? part(cuts.older, oldStart ?? 0, text.length)
      : part(cuts.newer, newStart, text.length);
  const view = <Segments cut={words} count={Number.POSITIVE_INFINITY} pointed={null} />;
  // The sign tells those who see no colours; the element tells those who listen.
  if (kind === 'added') return <ins>{view}</ins>;
  if (kind === 'removed') return <del>{view}</del>;
  return view;
}

/** Selectors by which an annotation finds the words that it was made on. */
function selectorsOf({
  selectors,
  range,
}: Pick<ShownAnnotation, 'selectors' | 'range'>): readonly Selector[] {
  if (selectors !== null) return selectors;
  return range === null ? [] : [{ type: 'TextPositionSelector', ...range }];
}

/** A version cut by the annotations whose words it has: carried over from where they were made, as in the reader. */
function marked(
  { text }: Version,
  versions: readonly Version[],
  annotations: readonly ShownAnnotation[],
): readonly Segment[] {
  const carriers = new Map(versions.map((version) => [version.id, carrier(version.text, text)]));
  const placed = annotations.flatMap(({ id, colour, style, versionId, ...one }) => {
    const range = placeOn(text, selectorsOf(one), carriers.get(versionId) ?? null);
    return range === null ? [] : [{ id, colour, style, range }];
  });
  return segments(text, placed, []);
}

/** The segments of a part of a text, cut at its ends. */
function part(cut: readonly Segment[], start: number, length: number): readonly Segment[] {
  const end = start + length;
  return cut
    .filter((segment) => segment.start < end && segment.end > start)
    .map((segment) => {
      if (segment.math !== null || segment.sign !== null) return segment;
      const from = Math.max(segment.start, start);
      const to = Math.min(segment.end, end);
      return {
        ...segment,
        start: from,
        end: to,
        text: segment.text.slice(from - segment.start, to - segment.start),
      };
    });
}
