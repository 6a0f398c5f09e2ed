/** A paper that stays though its imports were taken back. */
export interface KeptPaper {
  readonly paperId: number;
  readonly heading: string;
  /** One sentence. */
  readonly because: string;
}

/** What taking an import back, or bringing it again, did. */
export interface Withdrawal {
  readonly importId: number;
  readonly isWithdrawn: boolean;
  /** How many papers more there are to be seen; below zero for fewer. */
  readonly shownChange: number;
  /** Papers that stay since the user has made something of them; the first of them. */
  readonly kept: readonly KeptPaper[];
  readonly keptCount: number;
  /** Papers that changed. */
  readonly paperIds: readonly number[];
}
