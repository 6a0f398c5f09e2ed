import { useLayoutEffect, useRef } from 'react';
import { DEEPEST, depthOf } from './depth.ts';
import { useLate } from './late.ts';
import { lateKatex } from './late-katex.ts';
import './tex.css';

/**
 * A piece of math, set by KaTeX; its source until KaTeX is there, and where KaTeX cannot read it.
 * @param display whether it is set on a line of its own
 * @param source the piece as it stands in the text, delimiters included
 */
export function Tex({
  tex,
  display,
  source,
}: {
  readonly tex: string;
  readonly display: boolean;
  readonly source: string;
}) {
  const place = useRef<HTMLSpanElement>(null);
  const katex = useLate(lateKatex);
  useLayoutEffect(() => {
    const node = place.current;
    if (node === null) return;
    if (katex === null) {
      node.textContent = source;
      return;
    }
    try {
      // Sets styles node by node, which a strict policy allows; markup with style attributes it would not.
      const built = document.createElement('span');
      katex.render(tex, built, {
        displayMode: display,
        strict: 'ignore',
        maxExpand: 500,
        maxSize: 40,
      });
      if (depthOf(built) > DEEPEST) throw new RangeError('The math is nested too deep to be laid out.');
      node.replaceChildren(...built.childNodes);
      node.className = 'tex';
      node.removeAttribute('title');
    } catch {
      // Not only KaTeX's ParseError: whatever stands in an abstract, its words must be shown.
      node.textContent = source;
      node.className = 'tex tex--broken';
      node.title = 'This math could not be read; shown as it was written.';
    }
  }, [katex, tex, display, source]);
  return <span ref={place} className="tex" />;
}
