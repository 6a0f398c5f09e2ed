import type Katex from 'katex';
import { createElement, useMemo } from 'react';
import { DEEPEST, depthOf } from './depth.ts';
import { useLate } from './late.ts';
import { lateKatex } from './late-katex.ts';
import './tex.css';

/** What an element is to show. */
interface Piece {
  /** Null while KaTeX is not there. */
  readonly katex: typeof Katex | null;
  readonly tex: string;
  readonly display: boolean;
  readonly source: string;
}

/** Fills itself as it is made, not by an effect, which a page that is made ready unseen has none of. */
class TexPiece extends HTMLElement {
  set piece({ katex, tex, display, source }: Piece) {
    if (katex === null) {
      this.textContent = source;
      return;
    }
    try {
      this.replaceChildren(...set(katex, tex, display).cloneNode(true).childNodes);
      this.className = 'tex';
      this.removeAttribute('title');
    } catch {
      // Not only KaTeX's ParseError: whatever stands in an abstract, its words must be shown.
      this.textContent = source;
      this.className = 'tex tex--broken';
      this.title = 'This math could not be read; shown as it was written.';
    }
  }
}
customElements.define('tex-piece', TexPiece);

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
  const katex = useLate(lateKatex);
  const piece = useMemo((): Piece => ({ katex, tex, display, source }), [katex, tex, display, source]);
  return createElement('tex-piece', { piece });
}

/** The latest pieces of math that were set: a piece stands in the list, the abstract and on cards, and is seen again. */
const latest = new Map<string, HTMLElement>();
const MOST_LATEST = 300;

/** Math as elements of the page, not to be changed. @throws when KaTeX cannot read it, or it is nested too deep */
function set(katex: typeof Katex, tex: string, display: boolean): HTMLElement {
  const key = `${display} ${tex}`;
  const known = latest.get(key);
  const built = known ?? document.createElement('span');
  if (known === undefined) {
    // Sets styles node by node, which a strict policy allows; markup with style attributes it would not.
    katex.render(tex, built, { displayMode: display, strict: 'ignore', maxExpand: 500, maxSize: 40 });
    if (depthOf(built) > DEEPEST) throw new RangeError('The math is nested too deep to be laid out.');
  }
  latest.delete(key);
  latest.set(key, built);
  const [oldest] = latest.keys();
  if (latest.size > MOST_LATEST && oldest !== undefined) latest.delete(oldest);
  return built;
}
