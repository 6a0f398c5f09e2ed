import { AnnotationId } from './annotation.ts';

/** What a `postil://` link names. It names it for ever: neither renaming nor joining of papers changes its number. */
export type Link =
  | { readonly kind: 'paper'; readonly id: number }
  | { readonly kind: 'annotation'; readonly id: string };

/** The link as text, for the clipboard, notes and other programs: `postil://paper/12`. */
export function linkText({ kind, id }: Link): string {
  return `postil://${kind}/${id}`;
}

const WHOLE = /^postil:\/\/(?:paper\/(?<paper>[1-9]\d{0,14})|annotation\/(?<annotation>[0-9a-f-]{36}))\/?$/iu;

/** Reads a link. @returns null for what is none, whatever a program or web page may have made of it */
export function parseLink(text: string): Link | null {
  const { paper, annotation } = WHOLE.exec(text.trim())?.groups ?? {};
  if (paper !== undefined) return { kind: 'paper', id: Number(paper) };
  const id = AnnotationId.safeParse(annotation?.toLowerCase());
  return id.success ? { kind: 'annotation', id: id.data } : null;
}

const ANYWHERE = /\bpostil:\/\/(?:paper\/[1-9]\d{0,14}|annotation\/[0-9a-f-]{36})(?![\w-])/giu;

/** All links in a text, each once, in their order. */
export function linksIn(text: string): readonly Link[] {
  const links = new Map<string, Link>();
  for (const [found] of text.matchAll(ANYWHERE)) {
    const link = parseLink(found);
    if (link !== null) links.set(linkText(link), link);
  }
  return [...links.values()];
}
