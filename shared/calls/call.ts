import { z } from 'zod';
import { PaperId } from '../paper.ts';

/** Where a call is answered. */
export type Place = 'library' | 'search' | 'main';

/** One call of the contract. */
export interface Call<Where extends Place, Input extends z.ZodType, Output> {
  readonly place: Where;
  /** Whether the window may call it; the others are for main and the command line alone. */
  readonly fromWindow: boolean;
  readonly input: Input;
  /** Carries the type of the answer; never set. */
  readonly output?: Output;
}

/** A call that the window may make: `call<Answer>()(where, schema)`. */
export function call<Output>() {
  return <Where extends Place, Input extends z.ZodType>(
    place: Where,
    input: Input,
  ): Call<Where, Input, Output> => ({ place, fromWindow: true, input });
}

/** A call that only main and the command line make. */
export function innerCall<Output>() {
  return <Where extends Place, Input extends z.ZodType>(
    place: Where,
    input: Input,
  ): Call<Where, Input, Output> => ({ place, fromWindow: false, input });
}

/** For calls that need nothing. */
export const nothing = z.undefined();

/** Papers that a call is about. */
export const papers = z.array(PaperId).min(1).max(1_000_000);

/** A query as typed. */
export const queryText = z.string().max(1_000_000);
