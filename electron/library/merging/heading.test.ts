import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveHeading, HEADING_LENGTH } from './heading.ts';

describe('deriveHeading', () => {
  it.each([
    [
      'Boats are hard to count, e.g. in fog. In this work, we present HazelDock, an equivariant flow that counts them by their sails. It works.',
      'HazelDock, an equivariant flow that counts them by their sails',
    ],
    [
      'We address this gap by introducing FogCraft, a benchmark of five valleys.',
      'FogCraft, a benchmark of five valleys',
    ],
    [
      'To address this, we introduce Boat Flow Maps (BFMs), a framework for valleys.',
      'Boat Flow Maps (BFMs), a framework for valleys',
    ],
    [
      'In contrast to this, we introduce a new counting method named NoSail, which does not rely on sails.',
      'NoSail, a new counting method, which does not rely on sails',
    ],
    [
      'We introduce a strategy that breaks fog into valleys. The proposed strategy, PC-FogQ, guides the counter through them.',
      'PC-FogQ, the proposed strategy, guides the counter through them',
    ],
    [
      'The proposed controller, Zephyrine, steers boats by small offsets of the yaw.',
      'Zephyrine, the proposed controller, steers boats by small offsets of the yaw',
    ],
    [
      'In this work, we propose the R7-G7 estimator as the smoothing of the boat count.',
      'The R7-G7 estimator as the smoothing of the boat count',
    ],
    [
      'Fog is thick. In this paper, we propose a simple modification of counting that accounts for fog. We show that it works.',
      'A simple modification of counting that accounts for fog',
    ],
    [
      'Fog is thick. We study how the boats of five valleys meet in fog.',
      'How the boats of five valleys meet in fog',
    ],
    ['Fog is thick, i.e., dense. Boats meet in it.', 'Fog is thick, i.e., dense'],
    ['iBoat is a boat.', 'iBoat is a boat'],
    ['关于雾中船只的计数。我们提出一种方法。', '关于雾中船只的计数'],
    ['', ''],
  ])('of %j', (abstract, heading) => {
    expect(deriveHeading(abstract)).toBe(heading);
  });

  it('cuts at a word, not in math, and says so', () => {
    const heading = deriveHeading(
      'We propose an estimator of the number of boats whose bias vanishes at the rate of fog for some constant $c = \\sum_{i=1}^n x_i^2 / (1 + \\lambda)$, in all valleys.',
    );
    expect(heading).toBe(
      'An estimator of the number of boats whose bias vanishes at the rate of fog for some constant…',
    );
  });

  it('is one line of bounded length, made of the words of the abstract, and always the same', () => {
    const word = fc.constantFrom(
      'we',
      'propose',
      'present',
      'BoatNet,',
      'a',
      'method',
      'named',
      '$x',
      'y$',
      '(',
      'fog.',
      'The',
      'which',
      '--',
      '𝔼',
    );
    const abstract = fc.oneof(
      fc.array(word, { maxLength: 80 }).map((words) => words.join(' ')),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
    );
    fc.assert(
      fc.property(abstract, (text) => {
        const heading = deriveHeading(text);
        expect(heading.length).toBeLessThanOrEqual(HEADING_LENGTH);
        expect(heading).not.toMatch(/[\n\r\t]/);
        expect(heading.isWellFormed()).toBe(true);
        if (/\p{L}/u.test(text)) expect(heading).not.toBe('');
        expect(deriveHeading(text)).toBe(heading);
      }),
      { numRuns: 2000 },
    );
  });
});
