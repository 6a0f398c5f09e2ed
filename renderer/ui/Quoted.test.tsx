import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Quoted } from './Quoted.tsx';

test('a name in a sentence stands apart, with the quotes that it holds', () => {
  const shown = (text: string) => renderToStaticMarkup(<Quoted text={text} />);
  expect(shown('“\u202egnp.exe” saved.')).toBe('“<bdi>\u202egnp.exe</bdi>” saved.');
  expect(shown('“a ” \u202e” saved.')).toBe('“<bdi>a ” \u202e</bdi>” saved.');
  expect(shown('3 papers restored.')).toBe('3 papers restored.');
  expect(shown('” here “')).toBe('” here “');
});
