import { z } from 'zod';
import { type Annotation, AnnotationStyle, HighlightColour } from './annotation.ts';
import type { ReferredPaper } from './quotation.ts';

/** Orders of annotations of the whole library: the newest or oldest first, or paper by paper as in their texts. */
export const ANNOTATION_SORTS = ['newest', 'oldest', 'paper'] as const;
/** Which annotations of the library are wanted: those for which all holds that is set. */
export const AnnotationFilter = z.object({
  /** One of these; none for any. */
  colours: z.array(HighlightColour).max(6).default([]),
  style: AnnotationStyle.nullable().default(null),
  /** Number of a tag that it must have. */
  tagId: z.int().positive().nullable().default(null),
  /** Words in quote, comment or tags; the last may be the beginning of one. */
  words: z.string().max(1000).default(''),
  /** Words in the paper's heading. */
  heading: z.string().max(1000).default(''),
  /** Made at this moment or later. */
  fromMs: z.int().nullable().default(null),
  /** Made before this moment. */
  beforeMs: z.int().nullable().default(null),
  sort: z.enum(ANNOTATION_SORTS).default('newest'),
});
/** Which annotations of the library are wanted, and in which order; what is left out is not asked for. */
export type AnnotationFilter = z.input<typeof AnnotationFilter>;

/** An annotation among those of the whole library, with the paper that it is in. */
export interface ListedAnnotation {
  readonly annotation: Annotation;
  readonly paper: ReferredPaper;
}

/** Some of the annotations that a filter leaves. */
export interface AnnotationPage {
  /** How many the filter leaves in all. */
  readonly total: number;
  /** Zero-based place of the first of these. */
  readonly offset: number;
  readonly items: readonly ListedAnnotation[];
}
