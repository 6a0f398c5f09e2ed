import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashAbstract, lastName, normalise, titleKey } from './normalise.ts';

describe('normalise', () => {
  it.each([
    ['A well-known  “trick” – again', "a well‐known 'trick' -- again"],
    ['naïve Fréchet means', 'naive Fre\u0301chet means'],
    ['Schr\\"odinger\'s cat', 'Schrödinger’s cat'],
    ['eﬃcient ﬂows', 'efficient flows'],
    ['x² and y₁', 'x^2 and y_1'],
    ['R&amp;D at 5 &lt; 6', 'R & D at 5 < 6'],
    ['Latin and more', 'Latin & more'],
    ['Latin and Ελληνικά', 'Latin ＆ ΕΛΛΗΝΙΚΆ'],
  ])('takes %j and %j for the same', (one, other) => {
    expect(normalise(one)).toBe(normalise(other));
  });

  it.each([
    ['知识图谱的构建', '知识图谱的应用'],
    ['कि', 'की'],
    ['мир', 'миф'],
    ['one two', 'one three'],
  ])('tells %j from %j', (one, other) => {
    expect(normalise(one)).not.toBe(normalise(other));
  });
});

describe('hashAbstract', () => {
  it('is one for plain texts and for those that need a closer look', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', minLength: 60, maxLength: 200 }), (text) => {
        // The dash sends the text the long way and adds no letter.
        expect(hashAbstract(`${text}–`)).toEqual(hashAbstract(text));
      }),
    );
  });

  it('is empty for texts that prove nothing', () => {
    expect(hashAbstract('No abstract available.')).toHaveLength(0);
    expect(
      hashAbstract('This paper has been withdrawn by the authors, owing to an error in Lemma 3.'),
    ).toHaveLength(0);
    expect(hashAbstract('We show that five invented valleys have more boats than sails.')).toHaveLength(10);
  });
});

describe('titleKey', () => {
  it('joins title and last name of the first author', () => {
    expect(titleKey('On the Temper of Glaciers', ['Holm, Ida', 'Dahl, Per'])).toBe(
      titleKey('on the temper of glaciers.', ['I. Holm']),
    );
    expect(titleKey('Editorial', ['Ida Holm'])).toBeNull();
    expect(titleKey('On the Temper of Glaciers', [])).toBeNull();
  });

  it.each([
    ['Ida Holm', 'Holm'],
    ['Holm, Ida', 'Holm'],
    ['Holm IK', 'Holm'],
    ['Jan van der Berg', 'Berg'],
    ['van der Berg, Jan', 'Berg'],
    ['Per Dahl Jr.', 'Dahl'],
    ['张三', '张三'],
  ])('finds the last name of %s', (author, name) => {
    expect(lastName(author)).toBe(name);
  });
});
