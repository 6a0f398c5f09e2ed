import fc from 'fast-check';
import { expect, test } from 'vitest';
import { annotationLink, isLink, paperLink, parseLink } from './link.ts';

test('what is copied is what is read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1 }), (paperId) => {
      expect(parseLink(paperLink(paperId))).toEqual({ paperId, annotationId: null });
    }),
  );
  fc.assert(
    fc.property(fc.uuid(), (annotationId) => {
      expect(parseLink(annotationLink(annotationId))).toEqual({ paperId: null, annotationId });
    }),
  );
});

test('case and a last slash, which browsers and desktops change, do not matter', () => {
  expect(parseLink('POSTIL://Paper/12/')).toEqual({ paperId: 12, annotationId: null });
  const uuid = '2F1C9D50-6A7B-4C8D-9E0F-A1B2C3D4E5F6';
  expect(parseLink(annotationLink(uuid))?.annotationId).toBe(uuid.toLowerCase());
});

test.each([
  'postil:',
  'postil://paper/',
  'postil://paper/0',
  'postil://paper/012',
  'postil://paper/-1',
  'postil://paper/1.5',
  'postil://paper/1e3',
  'postil://paper/99999999999999999999',
  'postil://paper/1/2',
  'postil://paper/1?next=2',
  'postil://paper/1#2',
  'postil://paper/1\n',
  'postil://paper/%31',
  'postil://someone@paper/1',
  'postil:/paper/1',
  ' postil://paper/1',
  'postil://annotation/12',
  'postil://annotation/2f1c9d50-6a7b-4c8d-9e0f-a1b2c3d4e5f6-',
  'postil://library/../1',
  'https://paper/1',
  `postil://paper/${'1'.repeat(1000)}`,
])('%j leads nowhere', (text) => {
  expect(parseLink(text)).toBeNull();
});

test('no text from outside makes it throw', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(parseLink(text)).toBeNull();
      const behind = parseLink(`postil://paper/${text}`);
      expect(behind === null || behind.annotationId === null).toBe(true);
    }),
  );
});

test('a bad link is told from a file', () => {
  expect(isLink('postil://nonsense')).toBe(true);
  expect(isLink('Postil:x')).toBe(true);
  expect(isLink('postil.txt')).toBe(false);
});
