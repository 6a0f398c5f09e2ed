import { paperLink } from '../../../shared/link.ts';
import type { NamedPaper } from '../../../shared/memory.ts';
import { followLink } from '../../ui/links.ts';
import { MathText } from '../../ui/MathText.tsx';
import './mentions.css';

/** Papers whose notes link to this one; nothing when there are none. */
export function Mentions({ mentions }: { readonly mentions: readonly NamedPaper[] }) {
  if (mentions.length === 0) return null;
  return (
    <section className="mentions" aria-labelledby="mentions-title">
      <h2 id="mentions-title" className="part-title">
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
