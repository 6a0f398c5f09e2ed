import { latePart } from './late.ts';

/** What sets math. */
export const lateKatex = latePart(async () => (await import('./katex.ts')).katex);
