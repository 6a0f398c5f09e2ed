/**
 * Property tests draw the same cases in every run, so that what passed once passes again;
 * `POSTIL_SEED=NUMBER npm run test:unit` draws others. A seed that fails is printed by fast-check.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.POSTIL_SEED ?? 2026) });
