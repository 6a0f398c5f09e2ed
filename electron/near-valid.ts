/** Messages to fuzz the door with: made from the contract's own schemas, right but for a part now and then. */
import fc, { type Arbitrary } from 'fast-check';
import { z } from 'zod';
import { type CallName, calls } from '../shared/contract.ts';

/** What of the library is there now, so that messages often enough are about something. */
export interface Alive {
  /** Numbers of papers, versions, tags, changes, imports and the like: they all run from 1. */
  readonly numbers: readonly number[];
  readonly annotationIds: readonly string[];
  /** The newest changes. */
  readonly changeIds: readonly number[];
  /** Names of tags, queries, dumps: texts that mean something to some call. */
  readonly texts: readonly string[];
}

/** One message through the door. */
export interface Message {
  readonly name: unknown;
  readonly input: unknown;
}

/** Of so many parts of a message one is not what the schema asks for. */
const ONE_WRONG_IN = 25;

/** Objects that structured cloning carries and that are not what they seem. */
function oddObjects(): unknown[] {
  const cyclic: Record<string, unknown> = {};
  cyclic.self = cyclic;
  const sparse: unknown[] = [];
  sparse.length = 3;
  return [
    {},
    [],
    cyclic,
    sparse,
    JSON.parse('{"__proto__": {"paperId": 1, "query": ""}, "constructor": {"prototype": {}}}'),
    { toString: 1, valueOf: 1 },
    { length: 1e9 },
    [[1]],
    new Date(Number.NaN),
    new Map([['paperId', 1]]),
    new Set([1]),
    new Uint8Array([1, 2]),
    /a/,
    new Error('sent'),
    Object(1n),
    Object('text'),
  ];
}

const ODD_STRINGS = [
  '',
  ' ',
  '\0',
  '\ud800',
  'a\udc00b',
  '\u202eabc\u2066',
  '__proto__',
  'constructor',
  "'; DROP TABLE paper; --",
  '" OR 1 NEAR(a b, 1) *',
  '%s%n%x',
  '../../../secret',
  'x'.repeat(100_001),
  '(',
  `${'('.repeat(3000)}a`,
  `${'-'.repeat(3000)}a`,
  `tag:${'/'.repeat(300)}`,
  'is:',
  'year:..',
  'in:99999999999999999999',
  'abstract:"',
  '\u0301'.repeat(500),
  '𝔘🙂👩‍👩‍👧',
  '水 氷',
  '$\\frac{1}{$',
  'a OR',
];

const odd: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    true,
    0,
    -0,
    -1,
    0.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.MAX_SAFE_INTEGER,
    2 ** 53,
    1e308,
    5e-324,
    10n,
    ...ODD_STRINGS,
  ),
  fc.constantFrom(...oddObjects()),
  fc.anything({ maxDepth: 2, maxKeys: 4, withBigInt: true, withDate: true, withMap: true }),
);

/** Messages to calls, all of them unless some are named. `alive` is looked at for each anew. */
export function messages(
  alive: Alive,
  names: readonly CallName[] = Object.keys(calls) as CallName[],
): Arbitrary<Message> {
  const near = names.map((name) => inputOf(calls[name].input, alive).map((input) => ({ name, input })));
  const wrongName = fc.record({
    name: fc.oneof(odd, fc.constantFrom('toString', 'hasOwnProperty', 'paper.open ', 'PAPER.OPEN', 'paper')),
    input: odd,
  });
  return fc.oneof(
    { weight: 60, arbitrary: fc.oneof(...near) },
    { weight: 3, arbitrary: fc.record({ name: fc.constantFrom<unknown>(...names), input: odd }) },
    { weight: 1, arbitrary: wrongName },
  );
}

function inputOf(schema: z.core.$ZodType, alive: Alive): Arbitrary<unknown> {
  return fc.oneof(
    { weight: ONE_WRONG_IN - 1, arbitrary: rightFor(schema, alive) },
    { weight: 1, arbitrary: odd },
  );
}

/** What the schema takes, or nearly: the rules that it adds to types are kept often, not always. */
function rightFor(schema: z.core.$ZodType, alive: Alive): Arbitrary<unknown> {
  const part = (inner: z.core.$ZodType) => inputOf(inner, alive);
  if (schema instanceof z.ZodObject) return objectOf(schema, alive);
  if (schema instanceof z.ZodArray) {
    const many = fc.array(part(schema.element), { maxLength: 5 });
    return fc.oneof(
      { weight: 30, arbitrary: many },
      { weight: 1, arbitrary: many.map((some) => Array.from({ length: 300 }, () => some).flat()) },
    );
  }
  if (schema instanceof z.ZodTuple) {
    return fc.tuple(...schema.def.items.map(part)).map((items): unknown => items);
  }
  if (schema instanceof z.ZodUnion) return fc.oneof(...schema.options.map(part));
  if (schema instanceof z.ZodNullable) return fc.oneof(fc.constant(null), part(schema.unwrap()));
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return fc.oneof(fc.constant(undefined), part(schema.def.innerType));
  }
  if (schema instanceof z.ZodEnum) return fc.constantFrom<unknown>(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom<unknown>(...schema.values);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodUndefined) return fc.constant(undefined);
  if (schema instanceof z.ZodUUID) return fc.oneof(fc.uuid(), oneOf(alive.annotationIds));
  if (schema instanceof z.ZodURL) return fc.constantFrom<unknown>(...URLS);
  if (schema instanceof z.ZodString) return text(alive);
  if (schema instanceof z.ZodNumber) return number(schema, alive);
  throw new Error(`The fuzzing knows no schemas of type ${schema._zod.def.type} yet.`);
}

function objectOf(schema: z.ZodObject, alive: Alive): Arbitrary<unknown> {
  const shape = Object.fromEntries(
    Object.entries(schema.shape).map(([key, inner]) => [
      key,
      inputOf(inner, key === 'changeId' ? { ...alive, numbers: alive.changeIds } : alive),
    ]),
  );
  const whole = fc.record(shape);
  const stranger = fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    'paths',
    'path',
    'folder',
    'rowid',
  );
  return fc.oneof(
    { weight: 40, arbitrary: whole },
    { weight: 1, arbitrary: fc.record(shape, { requiredKeys: [] }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(whole, stranger, odd)
        .map(([fields, key, value]) => Object.fromEntries([...Object.entries(fields), [key, value]])),
    },
  );
}

function number(schema: z.ZodNumber, alive: Alive): Arbitrary<number> {
  const least = Math.max(schema.minValue ?? 0, -1000);
  const most = Math.min(schema.maxValue ?? 1000, 1000);
  // Shares of one: what is in the library is beyond them.
  if (most === 1) return fc.double({ min: least, max: most, noNaN: true });
  if (alive.numbers === alive.changeIds) return oneOf(alive.numbers).map((id) => id ?? 1);
  return fc.oneof(
    { weight: 6, arbitrary: oneOf(alive.numbers).map((id) => id ?? 1) },
    { weight: 3, arbitrary: fc.integer({ min: Math.ceil(least), max: Math.floor(most) }) },
    { weight: 1, arbitrary: fc.double({ min: least, max: most, noNaN: true }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        0,
        -0,
        -1,
        1,
        9,
        10,
        2 ** 31,
        2 ** 32,
        2 ** 53 - 1,
        2 ** 53,
        1e21,
        Number.NaN,
      ),
    },
  );
}

function text(alive: Alive): Arbitrary<unknown> {
  return fc.oneof(
    { weight: 6, arbitrary: oneOf(alive.texts) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 2, arbitrary: fc.string({ maxLength: 40 }) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD_STRINGS) },
  );
}

/** One of what is there when it is drawn. */
function oneOf<Value>(values: readonly Value[]): Arbitrary<Value | undefined> {
  return fc.nat().map((place) => values[place % Math.max(1, values.length)]);
}

const URLS = [
  'https://example.org/a',
  'http://[::1]:80/',
  'HTTPS://EXAMPLE.ORG',
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  'file:///secret',
  'data:text/html,a',
  'vbscript:a',
  'ftp://example.org',
  'https:/\\example.org',
  'https://user:pass@example.org@other.example',
  ' https://example.org',
  'https://example.org/\0',
  `https://example.org/${'a'.repeat(9000)}`,
  'smb://share',
  'ms-settings:',
  'app://bundle/index.html',
  '',
];
