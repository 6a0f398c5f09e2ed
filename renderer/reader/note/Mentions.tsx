import { useId } from 'react';
import { paperLink } from '../../../shared/link.ts';
import type { NamedPaper } from '../../../shared/memory.ts';
import { followLink } from '../../ui/links.ts';
import { MathText } from '../../ui/MathText.tsx';
import './mentions.css';

/** Papers whose notes link to this one; nothing when there are none. */
export function Mentions({ mentions }: { readonly mentions: readonly NamedPaper[] }) {
  const titleId = useId();
  if (mentions.length === 0) return null;
  return (
    <section className="mentions" aria-labelledby={titleId}>
      <h2 id={titleId} className="part-title">
        Mentioned in
      </h2>
      <ul>
        {mentions.map(({ id, heading }) => (
          <li key={id}>
            <button type="button" className="mentions__paper" onClick={() => followLink(paperLink(id))}>
              <MathText text={heading} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
