import { z } from 'zod';
import type { TagMark } from './paper.ts';

/** Colours of highlights, in the order of the keys 1 to 6. */
export const HIGHLIGHT_COLOURS = ['yellow', 'green', 'blue', 'pink', 'orange', 'purple'] as const;

/** One of {@link HIGHLIGHT_COLOURS}. */
export const HighlightColour = z.enum(HIGHLIGHT_COLOURS);
/** One of {@link HIGHLIGHT_COLOURS}. */
export type HighlightColour = z.infer<typeof HighlightColour>;

/** How an annotation is drawn: as a wash behind its words, or as a line below them alone. */
export const AnnotationStyle = z.enum(['highlight', 'underline']);
/** How an annotation is drawn. */
export type AnnotationStyle = z.infer<typeof AnnotationStyle>;

/** Longest meaning of a colour, in UTF-16 code units: it must fit a button's hint. */
export const MEANING_LENGTH = 60;

/** What the user means by each colour ("claim", "method", "doubt"); null where nothing yet. */
export type ColourMeanings = Readonly<Record<HighlightColour, string | null>>;

/** A half-open range of a text, in UTF-16 code units. */
export const TextRange = z
  .object({ start: z.int().nonnegative(), end: z.int().positive() })
  .refine((range) => range.start < range.end, 'A range holds at least one character.');
/** A half-open range of a text, in UTF-16 code units. */
export type TextRange = z.infer<typeof TextRange>;

/**
 * Place in a text by offsets, in UTF-16 code units.
 * https://www.w3.org/TR/annotation-model/#text-position-selector
 */
export interface TextPositionSelector {
  readonly type: 'TextPositionSelector';
  readonly start: number;
  readonly end: number;
}

/**
 * Place in a text by its words and what stands around them.
 * https://www.w3.org/TR/annotation-model/#text-quote-selector
 */
export interface TextQuoteSelector {
  readonly type: 'TextQuoteSelector';
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** The selectors that Postil writes and reads; all others of the standard are not supported. */
export type Selector = TextPositionSelector | TextQuoteSelector;

/** The selectors of one annotation, as they are kept. */
export const Selectors: z.ZodType<readonly Selector[]> = z
  .array(
    z.discriminatedUnion('type', [
      z.object({
        type: z.literal('TextPositionSelector'),
        start: z.int().nonnegative(),
        end: z.int().positive(),
      }),
      z.object({
        type: z.literal('TextQuoteSelector'),
        exact: z.string().min(1),
        prefix: z.string(),
        suffix: z.string(),
      }),
    ]),
  )
  .min(1);

/** Why an annotation was made: `commenting` has a body, `highlighting` has none. */
export type Motivation = 'highlighting' | 'commenting';

/** Longest comment, in UTF-16 code units. */
export const COMMENT_LENGTH = 100_000;

/** Identity of an annotation: a UUID made where it was made. */
export const AnnotationId = z.uuid();

/** A mark on words of one version of an abstract. */
export interface Annotation {
  readonly id: string;
  readonly paperId: number;
  /** The version on whose text it was made. */
  readonly versionId: number;
  readonly motivation: Motivation;
  readonly colour: HighlightColour;
  readonly style: AnnotationStyle;
  /** The comment, in Markdown; null when highlighting. */
  readonly body: string | null;
  /** Tags of its own, in the order of their names; they share names and colours with those of papers. */
  readonly tags: readonly TagMark[];
  readonly selectors: readonly Selector[];
  /** Where it sits in the paper's current version; null for an orphan, whose words are not there. */
  readonly range: TextRange | null;
  readonly createdMs: number;
  readonly changedMs: number;
}

/** An annotation as the window gets it with its paper: there may be hundreds, of which each field is copied several times. */
export interface ShownAnnotation
  extends Pick<Annotation, 'id' | 'versionId' | 'colour' | 'style' | 'body' | 'tags' | 'range'> {
  /** Null where they tell no more than `range`: it was made there, on the paper's current version. */
  readonly selectors: readonly Selector[] | null;
}

/** Whether two ranges of a text overlap or follow each other, with nothing but blanks and punctuation between. */
export function marksAdjoin(text: string, one: TextRange, other: TextRange): boolean {
  const [first, second] = one.start <= other.start ? [one, other] : [other, one];
  return first.end >= second.start || !/[\p{L}\p{N}\p{S}]/u.test(text.slice(first.end, second.start));
}
