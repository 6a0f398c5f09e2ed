import { words } from '../../shared/fold.ts';
import { printQuery } from '../../shared/print-query.ts';
import type { ExplainedWord, Explanation, PaperPart } from '../../shared/search.ts';
import type { Answer } from './answer.ts';
import { inCompany } from './company.ts';
import { papersFulfilling } from './constraint.ts';
import type { SearchContext } from './context.ts';
import { rarity } from './gather.ts';
import { contains } from './paper-set.ts';
import { createRanker, type WeighedForm, type WeighedTerm } from './rank.ts';
import { formInLists } from './tiers.ts';
import { papersWithForm } from './widen.ts';

/** All texts of a paper by the part that they belong to; lists as JSON, whose signs folding passes over. */
export const PARTS = `
SELECT 'title', title FROM paper WHERE id = :id AND title IS NOT NULL
UNION ALL SELECT 'title', heading FROM reading WHERE paper_id = :id AND heading IS NOT NULL
UNION ALL SELECT 'authors', value FROM paper, json_each(authors) WHERE paper.id = :id
UNION ALL SELECT 'abstract', text FROM version WHERE id = (SELECT version_id FROM paper WHERE id = :id)
UNION ALL SELECT 'note', text FROM note WHERE paper_id = :id
UNION ALL SELECT 'comment', comment FROM paper WHERE id = :id AND comment IS NOT NULL
UNION ALL SELECT 'venue', venue FROM paper WHERE id = :id AND venue IS NOT NULL
UNION ALL SELECT 'categories', value FROM paper, json_each(categories) WHERE paper.id = :id
UNION ALL SELECT 'institutions', value FROM paper, json_each(institutions) WHERE paper.id = :id
UNION ALL SELECT 'annotations', body FROM annotation WHERE paper_id = :id AND body IS NOT NULL
UNION ALL SELECT 'annotations', value ->> 'exact' FROM annotation, json_each(selectors)
  WHERE paper_id = :id AND value ->> 'exact' IS NOT NULL
UNION ALL SELECT 'annotations', name FROM annotation JOIN annotation_tag ON annotation_id = annotation.id
  JOIN tag ON tag.id = tag_id WHERE paper_id = :id
UNION ALL SELECT 'tags', name FROM paper_tag JOIN tag ON tag.id = tag_id WHERE paper_id = :id
UNION ALL SELECT 'older versions', text FROM version
  WHERE paper_id = :id AND id IS NOT (SELECT version_id FROM paper WHERE id = :id)`;

/** Says why a paper stands where it stands in an answer. */
export function explain(context: SearchContext, answer: Answer, paperId: number): Explanation {
  const { terms, order } = answer;
  const { database, texts } = context;
  const parts = database.prepare<{ id: number }, [PaperPart, string]>(PARTS).raw().all({ id: paperId });
  const folded = parts.map(([part, text]) => ({ part, words: words(text).map(({ word }) => word) }));
  const rank = createRanker(terms, (index, id) => {
    const term = terms[index];
    // Papers that nothing but conditions found are ranked by their texts alone.
    return term === undefined || !answer.asksForWords ? -1 : formInLists(term, id, context.postings);
  });
  const [read] = texts.rankedBy([paperId]);
  if (read === undefined) throw new Error(`Nothing was read of paper ${paperId}.`);
  const alone = rank(paperId, read);
  const { score, found, shares, close } = order.company === null ? alone : inCompany(alone, order.company);
  const at = order.ids.indexOf(paperId);
  return {
    paperId,
    tier: at < 0 ? null : at < order.exactTotal ? 'exact' : 'near',
    score,
    words: terms.map((term, index) => explained(term, found[index] ?? -1, shares[index] ?? 0)),
    closeness: close.map((pair) => ({
      left: terms[pair.left]?.word ?? '',
      right: terms[pair.right]?.word ?? '',
      off: pair.off,
      score: pair.score,
    })),
    conditions: answer.constraints.map((part) => {
      const fulfilling = papersFulfilling([part], answer.sources);
      return { text: printQuery(part), isFulfilled: fulfilling === null || contains(fulfilling, paperId) };
    }),
  };

  function explained(term: WeighedTerm, formIndex: number, share: number): ExplainedWord {
    const form = term.forms[formIndex];
    const asked = form ?? term.forms[0];
    const papers =
      asked === undefined ? 0 : papersWithForm(asked, term.column, context.vocabulary, context.postings);
    const counts = new Map<PaperPart, number>();
    for (const text of folded) {
      const count = occurrences(text.words, term.forms);
      if (count > 0) counts.set(text.part, (counts.get(text.part) ?? 0) + count);
    }
    return {
      word: term.word,
      required: term.required,
      found: form === undefined ? null : `${form.word}${form.beginning ? '*' : ''}`,
      how: form?.kind ?? null,
      papers,
      rarity: rarity(Math.min(papers, context.paperCount()), context.paperCount()),
      exactness: form?.weight ?? 1,
      places: [...counts].map(([part, count]) => ({ part, count })),
      score: share,
    };
  }
}

/** Places at which one of the forms stands. */
function occurrences(text: readonly string[], forms: readonly WeighedForm[]): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (forms.some((form) => form.worth > 0 && standsAt(text, at, form))) count += 1;
  }
  return count;
}

function standsAt(text: readonly string[], at: number, { word, beginning }: WeighedForm): boolean {
  const pieces = word.split(' ');
  return pieces.every((piece, index) => {
    const there = text[at + index] ?? '';
    return beginning && index === pieces.length - 1 ? there.startsWith(piece) : there === piece;
  });
}
