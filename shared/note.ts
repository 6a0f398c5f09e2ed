import { z } from 'zod';
import { annotationLink, type Link, paperLink, parseLink } from './link.ts';
import type { NamedPaper } from './memory.ts';

/** The Markdown note of a paper. */
export interface Note {
  readonly text: string;
  readonly changedMs: number;
}

/** Notes longer than this, in UTF-16 code units, are indexed after they were saved: measured, 7 ms for so much. */
export const LONG_NOTE = 100_000;

/** One writing of a note, as its history lists it. */
export interface NoteRevision {
  readonly id: number;
  readonly atMs: number;
  /** Characters put in and taken away by it, in UTF-16 code units. */
  readonly added: number;
  readonly removed: number;
}

/** Longest name and text of a template, in UTF-16 code units. */
export const TEMPLATE_NAME_LENGTH = 100;
export const TEMPLATE_LENGTH = 100_000;

/** A template as the user writes it. */
export const TemplateText = z.object({
  name: z.string().trim().min(1).max(TEMPLATE_NAME_LENGTH),
  text: z.string().max(TEMPLATE_LENGTH),
});

/** A beginning of a note, with {@link PLACEHOLDERS} to be filled in. */
export interface NoteTemplate {
  readonly id: number;
  readonly name: string;
  readonly text: string;
}

/** What a template may hold in double braces: `{{title}}`. */
export const PLACEHOLDERS = ['title', 'authors', 'year', 'date'] as const;

/**
 * Fills a template in; braces around anything else stay as they are.
 * @param values texts by placeholder; an unknown year, say, is an empty text
 */
export function filledTemplate(
  text: string,
  values: Readonly<Record<(typeof PLACEHOLDERS)[number], string>>,
): string {
  return text.replace(/\{\{\s*(title|authors|year|date)\s*\}\}/giu, (whole, name: string) => {
    const placeholder = PLACEHOLDERS.find((one) => one === name.toLowerCase());
    return placeholder === undefined ? whole : values[placeholder];
  });
}

const LINK = /\bpostil:\/\/(?:paper\/[1-9]\d{0,14}|annotation\/[0-9a-f-]{36})(?![\w-])/giu;

/** All `postil://` links in a text, each once, in their order. */
export function linksIn(text: string): readonly Link[] {
  const links = new Map<string, Link>();
  for (const [found] of text.matchAll(LINK)) {
    const link = parseLink(found);
    if (link !== null) links.set(linkText(link), link);
  }
  return [...links.values()];
}

/** A link as text, as it stands in notes. */
export function linkText({ paperId, annotationId }: Link): string {
  return annotationId === null ? paperLink(paperId ?? 0) : annotationLink(annotationId);
}

/** What links in notes lead to; what is gone is missing. */
export interface LinkTarget {
  /** The link itself, as text. */
  readonly link: string;
  readonly paper: NamedPaper;
  /** The words of the annotation; null for a paper. */
  readonly quote: string | null;
}
