import type { Completion } from '@codemirror/autocomplete';
import { lateKatex } from '../ui/late-katex.ts';
import { mathSpans } from '../ui/math-spans.ts';

/** How completions are shown whose words hold math: set, as it is everywhere else, in place of its source. */
export const offersWithMath = {
  optionClass: ({ label }: Completion) => (mathSpans(label).length > 0 ? 'cm-completion--math' : ''),
  // At the place of the label, which the theme hides then.
  addToOptions: [{ position: 50, render: wordsWithMath }],
};

/** Null where there is no math to be set. As MathML, since KaTeX's styles do not reach into the editor's shadow tree. */
function wordsWithMath({ label }: Completion): Node | null {
  const spans = mathSpans(label);
  lateKatex.load();
  const katex = lateKatex.now();
  if (spans.length === 0) return null;
  const shown = document.createElement('span');
  let at = 0;
  for (const { start, end, tex } of spans) {
    const math = document.createElement('span');
    try {
      katex?.render(tex, math, { output: 'mathml', strict: 'ignore', maxExpand: 500, maxSize: 40 });
    } catch {
      math.replaceChildren();
    }
    shown.append(label.slice(at, start), math.hasChildNodes() ? math : label.slice(start, end));
    at = end;
  }
  shown.append(label.slice(at));
  return shown;
}
