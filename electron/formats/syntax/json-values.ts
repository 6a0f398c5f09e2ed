import { readText } from '../fields/text-field.ts';

/** An object of a JSON text. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object and no array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object, or an empty one in the place of anything else. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

/** The members of an array, or none. */
export function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A text on one line, without mark-up; of several in an array the first. Null for what is no text or empty. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return readText(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(textOf).find((text) => text !== null) ?? null;
  return null;
}

/** The texts of an array, or the one text that stands in its place. */
export function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(textOf).filter((text) => text !== null);
}

/** The first of these members that is a text. */
export function firstText(value: JsonObject, names: readonly string[]): string | null {
  for (const name of names) {
    const text = textOf(value[name]);
    if (text !== null) return text;
  }
  return null;
}
