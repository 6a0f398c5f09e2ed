import type { duplicateCalls } from '../../../shared/calls/duplicates.ts';
import type { HandlersOf } from '../../../shared/contract.ts';
import { originsOf } from '../importing/provenance.ts';
import { keepApart, mergePapers, takeApart } from '../merging/decisions.ts';
import { countByRule, decideByRule, duplicatePage } from '../merging/duplicates.ts';
import type { LibraryContext } from './context.ts';

/** Answers the calls about papers that may be one, and about what papers are made of. */
export function duplicateHandlers({
  database,
  changed,
}: LibraryContext): HandlersOf<keyof typeof duplicateCalls> {
  return {
    'duplicates.page': ({ offset, limit }) => duplicatePage(database, offset, limit),
    'duplicates.merge': ({ paperIds }) => changed(mergePapers(database, [paperIds])),
    'duplicates.keepApart': ({ paperIds }) => changed(keepApart(database, [paperIds])),
    'duplicates.preview': (rule) => countByRule(database, rule),
    'duplicates.decide': ({ verdict, ...rule }) => {
      const { count, paperIds } = decideByRule(database, rule, verdict);
      changed(paperIds);
      return count;
    },
    'paper.takeApart': ({ paperId, sourceIds }) => {
      const { newPaperId, paperIds } = takeApart(database, paperId, sourceIds);
      changed(paperIds);
      return newPaperId;
    },
    'paper.origins': ({ paperId }) => originsOf(database, paperId),
  };
}
