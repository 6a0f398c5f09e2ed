import type { Completion } from '@codemirror/autocomplete';
import { lateKatex } from '../../ui/late-katex.ts';
import { typeset } from '../../ui/typeset.ts';

/** How completions are shown whose words hold TeX: set, as it is everywhere else, in place of its source. */
export const offersWithMath = {
  optionClass: ({ label }: Completion) => (typeset(label).whole.length > 0 ? 'cm-completion--math' : ''),
  // At the place of the label, which the theme hides then.
  addToOptions: [{ position: 50, render: wordsSet }],
};

/** Null where there is no TeX. Math as MathML, since KaTeX's styles do not reach into the editor's shadow tree. */
function wordsSet({ label }: Completion): Node | null {
  const { math, signs, whole } = typeset(label);
  lateKatex.load();
  const katex = lateKatex.now();
  if (whole.length === 0) return null;
  const shown = document.createElement('span');
  let at = 0;
  for (const { start, end } of whole) {
    shown.append(label.slice(at, start));
    at = end;
    const sign = signs.find((one) => one.start === start);
    const tex = math.find((one) => one.start === start)?.tex ?? '';
    const set = document.createElement('span');
    try {
      if (sign === undefined)
        katex?.render(tex, set, { output: 'mathml', strict: 'ignore', maxExpand: 500, maxSize: 40 });
    } catch {
      set.replaceChildren();
    }
    shown.append(sign?.shown ?? (set.hasChildNodes() ? set : label.slice(start, end)));
  }
  shown.append(label.slice(at));
  return shown;
}
