/** Fields of a paper whose origin is told. */
export const ORIGIN_FIELDS = [
  'title',
  'authors',
  'abstract',
  'published',
  'venue',
  'comment',
  'categories',
  'identifiers',
] as const;
/** One of {@link ORIGIN_FIELDS}. */
export type OriginField = (typeof ORIGIN_FIELDS)[number];

/** Something that sources say of a field. */
export interface Saying {
  /** As shown, lists with commas. */
  readonly text: string;
  /** Sources that say so. */
  readonly sourceIds: readonly number[];
  /** Whether the paper shows this one. */
  readonly isShown: boolean;
}

/** Where a field of a paper comes from. */
export interface FieldOrigin {
  readonly field: OriginField;
  /** What is shown first. */
  readonly sayings: readonly Saying[];
}
