import { useQuery } from '@tanstack/react-query';
import { memo, useMemo } from 'react';
import { linksIn, linkText } from '../../shared/note.ts';
import { ask } from '../postil.ts';
import { number } from '../ui/format.ts';
import { Markdown } from '../ui/Markdown.tsx';

/** So much of a note is drawn, in UTF-16 code units: beyond it each drawing would hold the keys up. */
const DRAWN_LENGTH = 100_000;

/** A note as it reads, below the place where it is written. @param onCheck told the offset of the entry whose box was clicked */
export const NotePreview = memo(function NotePreview({
  text,
  onCheck,
}: {
  readonly text: string;
  readonly onCheck: (offset: number) => void;
}) {
  const drawn = text.slice(0, DRAWN_LENGTH);
  const links = useMemo(() => linksIn(drawn).map(linkText), [drawn]);
  const { data } = useQuery({
    queryKey: ['links', links],
    queryFn: () => ask('link.targets', { links }),
    enabled: links.length > 0,
  });
  const targets = useMemo(
    () => (data === undefined ? undefined : new Map(data.map((target) => [target.link, target]))),
    [data],
  );
  return (
    <section className="note__read" aria-label="Preview of the note">
      {drawn.trim() === '' ? (
        <p className="quiet">Nothing written yet.</p>
      ) : (
        <Markdown text={drawn} targets={targets} onCheck={onCheck} />
      )}
      {text.length > DRAWN_LENGTH && (
        <p className="quiet">The first {number(DRAWN_LENGTH)} characters are shown; the note goes on.</p>
      )}
    </section>
  );
});
