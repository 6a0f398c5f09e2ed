import { z } from 'zod';
import type { DuplicatePage } from '../duplicate.ts';
import { PaperId } from '../paper.ts';
import type { FieldOrigin } from '../provenance.ts';
import { call } from './call.ts';

const pair = z.object({ paperIds: z.tuple([PaperId, PaperId]) });
const rule = z.object({ sameTitle: z.boolean(), score: z.number().min(0).max(1) });

/** Calls about papers that may be one, and about what papers are made of. */
export const duplicateCalls = {
  /** Papers that may be one, the likeliest first. */
  'duplicates.page': call<DuplicatePage>()(
    'library',
    z.object({ offset: z.int().nonnegative(), limit: z.int().positive().max(100) }),
  ),
  /** Makes one paper of two; the older one survives with what the user has made of both. */
  'duplicates.merge': call<void>()('library', pair),
  /** Keeps two papers apart for good, whatever imports bring. */
  'duplicates.keepApart': call<void>()('library', pair),
  /** How many pairs a rule is about. */
  'duplicates.preview': call<number>()('library', rule),
  /** Decides of all pairs that a rule is about. @returns their number */
  'duplicates.decide': call<number>()('library', rule.extend({ verdict: z.enum(['same', 'apart']) })),
  /** Makes a paper of its own of some of a paper's sources, for good; answers with its number. */
  'paper.takeApart': call<number>()(
    'library',
    z.object({ paperId: PaperId, sourceIds: z.array(z.int().positive()).min(1) }),
  ),
  /** Where each field of a paper comes from. */
  'paper.origins': call<readonly FieldOrigin[]>()('library', z.object({ paperId: PaperId })),
} as const;
