import { expect, test } from 'vitest';
import { firstDate } from './tagged-date.ts';

test.each([
  [['2001/09/01/'], '2001-09-01'],
  [['2014//'], '2014'],
  [['1948/07//'], '1948-07'],
  [['2013 Jul 22'], '2013-07-22'],
  [['2009 Jan-Feb'], '2009-01'],
  [['2013', '2013/07/28'], '2013-07-28'],
  [['2013', '2020/01/01'], '2013'],
  [['c1995'], '1995'],
  [['Spring 2004'], '2004'],
  [['', 'n.d.'], null],
  [[], null],
])('%j', (dates, date) => {
  expect(firstDate(dates)).toBe(date);
});
