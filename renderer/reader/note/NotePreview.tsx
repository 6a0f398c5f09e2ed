import { useQuery } from '@tanstack/react-query';
import { memo, useCallback, useMemo, useState } from 'react';
import { linksIn, linkText } from '../../../shared/note.ts';
import { ask } from '../../postil.ts';
import { Button } from '../../ui/Button.tsx';
import { Markdown } from '../../ui/Markdown.tsx';
import { noteParts, partAt } from './note-parts.ts';

/**
 * A note as it reads, below the place where it is written; of a very long one the part that is written in, or another.
 * @param cursor where one writes, in UTF-16 code units
 * @param onCheck told the offset of the entry whose box was clicked
 */
export const NotePreview = memo(function NotePreview({
  text,
  cursor,
  onCheck,
}: {
  readonly text: string;
  readonly cursor: number;
  readonly onCheck: (offset: number) => void;
}) {
  const parts = useMemo(() => noteParts(text), [text]);
  // Another part is shown until one goes on writing.
  const [chosen, setChosen] = useState({ index: 0, cursor: -1 });
  const index = chosen.cursor === cursor ? Math.min(chosen.index, parts.length - 1) : partAt(parts, cursor);
  const { start, end } = parts[index] ?? { start: 0, end: text.length };
  const drawn = text.slice(start, end);
  const check = useCallback((offset: number) => onCheck(start + offset), [onCheck, start]);
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
        <Markdown text={drawn} targets={targets} onCheck={check} />
      )}
      {parts.length > 1 && (
        <div className="note__parts">
          <p className="quiet" aria-live="polite">
            Part {index + 1} of {parts.length} of this long note
          </p>
          <Button isDisabled={index === 0} onPress={() => setChosen({ index: index - 1, cursor })}>
            Part before
          </Button>
          <Button
            isDisabled={index === parts.length - 1}
            onPress={() => setChosen({ index: index + 1, cursor })}
          >
            Next part
          </Button>
        </div>
      )}
    </section>
  );
});
