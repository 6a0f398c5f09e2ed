/**
 * Annotations as the W3C's Web Annotation Data Model has them, in JSON-LD: https://www.w3.org/TR/annotation-model/
 *
 * What Postil knows beyond the model stands under names of its own (`postil:...`), colour and style in the class by
 * which the model lets a stylesheet draw the target. Offsets are counted in code points there, in UTF-16 code units here.
 */
import { z } from 'zod';
import {
  type Annotation,
  type AnnotationStyle,
  COMMENT_LENGTH,
  HIGHLIGHT_COLOURS,
  type HighlightColour,
  type TextRange,
} from './annotation.ts';
import { annotationLink, paperLink } from './link.ts';
import type { Paper } from './paper.ts';
import { levelsOf, TAG_LENGTH } from './tag.ts';

/** The namespace of Postil's own names. An identifier; nothing is fetched from there. */
const NAMESPACE = 'https://postil.example/ns#';

/** The context of collections and single annotations. */
export const WEB_ANNOTATION_CONTEXT = ['http://www.w3.org/ns/anno.jsonld', { postil: NAMESPACE }] as const;

/** Rules for the classes of targets, in CSS, for programs that draw by them. */
const STYLESHEET = [
  ...HIGHLIGHT_COLOURS.map((colour) => `.postil-${colour} { background-color: ${colour}; }`),
  '.postil-underline { background-color: transparent; text-decoration: underline; }',
].join(' ');

/** The stylesheet, which stands in a collection once; its annotations name it. */
export const WEB_ANNOTATION_STYLESHEET = {
  id: `${NAMESPACE}stylesheet`,
  type: 'CssStylesheet',
  value: STYLESHEET,
} as const;

/** An annotation on its way from one program to another. */
export interface ExchangedAnnotation {
  /** Its identity as the file has it, an IRI; null where it has none. */
  readonly iri: string | null;
  /** What may name its paper, the surest first: identifiers, links, addresses. */
  readonly paperNames: readonly string[];
  readonly colour: HighlightColour;
  readonly style: AnnotationStyle;
  /** In Markdown; null for a plain highlight. */
  readonly body: string | null;
  readonly tags: readonly string[];
  readonly quote: { readonly exact: string; readonly prefix: string; readonly suffix: string };
  /** In code points of the text on which it was made; null where the file tells none. */
  readonly position: TextRange | null;
  /** Null where the file tells none. */
  readonly createdMs: number | null;
  /** Null where the file tells none. */
  readonly changedMs: number | null;
}

/** What of a paper names it. */
type NamedPaper = Pick<Paper, 'id' | 'heading' | 'identifiers' | 'versions'>;

/**
 * An annotation as JSON-LD, without `@context`, which a collection has once.
 * @param meaning what the user means by its colour; null when nothing
 */
export function toWebAnnotation(
  annotation: Annotation,
  paper: NamedPaper,
  meaning: string | null = null,
): object {
  const { id, colour, style, body, tags, selectors, versionId, createdMs, changedMs } = annotation;
  const text = paper.versions.find((version) => version.id === versionId)?.text;
  const names = paper.identifiers.map(({ scheme, value }) => ({ ...NAMES[scheme](value) }));
  const bodies = [
    ...(body === null
      ? []
      : [{ type: 'TextualBody', purpose: 'commenting', format: 'text/markdown', value: body }]),
    ...tags.map(({ name }) => ({ type: 'TextualBody', purpose: 'tagging', value: name })),
  ];
  return {
    id: `urn:uuid:${id}`,
    type: 'Annotation',
    motivation: annotation.motivation,
    created: new Date(createdMs).toISOString(),
    modified: new Date(changedMs).toISOString(),
    ...(bodies.length === 0 ? {} : { body: bodies }),
    target: {
      type: 'SpecificResource',
      source: {
        id: names[0]?.iri ?? paperLink(paper.id),
        type: 'Text',
        'postil:identifiers': names.map(({ short }) => short),
        'postil:link': paperLink(paper.id),
        'postil:heading': paper.heading,
      },
      selector: selectors.flatMap((selector): readonly object[] => {
        if (selector.type === 'TextQuoteSelector') return [selector];
        // Without the text that it counts in, an offset tells nothing.
        if (text === undefined) return [];
        return [
          {
            type: selector.type,
            start: codePointOffset(text, selector.start),
            end: codePointOffset(text, selector.end),
          },
        ];
      }),
      styleClass: style === 'underline' ? `postil-${colour} postil-underline` : `postil-${colour}`,
    },
    ...(meaning === null ? {} : { 'postil:meaning': meaning }),
    'postil:link': annotationLink(id),
  };
}

const NAMES = {
  arxiv: (value: string) => ({ iri: `https://arxiv.org/abs/${value}`, short: `arXiv:${value}` }),
  doi: (value: string) => ({ iri: `https://doi.org/${encodeURI(value)}`, short: `doi:${value}` }),
  pmid: (value: string) => ({ iri: `https://pubmed.ncbi.nlm.nih.gov/${value}/`, short: `pmid:${value}` }),
};

/** An offset in UTF-16 code units as one in code points. */
export function codePointOffset(text: string, offset: number): number {
  let points = 0;
  for (let at = 0; at < offset; points += 1) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return points;
}

/** An offset in code points as one in UTF-16 code units; null where the text is shorter. */
export function codeUnitOffset(text: string, points: number): number | null {
  let at = 0;
  for (let count = 0; count < points; count += 1) {
    if (at >= text.length) return null;
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return at;
}

const text = z.string();
const list = <Item extends z.ZodType>(item: Item) =>
  z.union([z.array(item), item.transform((one) => [one])]).catch([]);
/** Anything that has an IRI, or the IRI itself. */
const Resource = z.union([
  text.transform((id) => ({ id, names: [] as string[] })),
  z
    .looseObject({
      id: text.optional().catch(undefined),
      'postil:identifiers': list(text),
      'postil:link': text.optional().catch(undefined),
    })
    .transform(({ id, 'postil:identifiers': identifiers, 'postil:link': link }) => ({
      id,
      names: [...identifiers, ...(link === undefined ? [] : [link])],
    })),
]);
const Quote = z.looseObject({
  type: z.literal('TextQuoteSelector'),
  exact: text.min(1),
  prefix: text.catch(''),
  suffix: text.catch(''),
});
const Position = z.looseObject({
  type: z.literal('TextPositionSelector'),
  start: z.int().nonnegative(),
  end: z.int().positive(),
});
const Target = z.looseObject({
  source: Resource,
  selector: list(z.union([Quote, Position, z.looseObject({ type: z.null().catch(null) })])),
  styleClass: list(text),
});
const Body = z.union([
  text.transform((value) => ({ value, purpose: null as string | null })),
  z
    .looseObject({ value: text, purpose: text.nullable().catch(null) })
    .transform(({ value, purpose }) => ({ value, purpose })),
]);
/** What Hypothesis's API answers has `uri`, `text`, `tags`, `updated` in places of their own. */
const File = z.looseObject({
  id: text.nullable().catch(null),
  motivation: list(text),
  target: list(Target),
  body: list(Body),
  bodyValue: text.optional().catch(undefined),
  text: text.optional().catch(undefined),
  tags: list(text),
  created: text.optional().catch(undefined),
  modified: text.optional().catch(undefined),
  updated: text.optional().catch(undefined),
});

/** Whether an object of a file claims to be an annotation, good or bad. */
export function isWebAnnotation(value: Readonly<Record<string, unknown>>): boolean {
  const { type, target } = value;
  const isTyped = type === 'Annotation' || (Array.isArray(type) && type.includes('Annotation'));
  const isTarget = Target.safeParse(Array.isArray(target) ? target[0] : target).success;
  return isTyped ? 'target' in value : isTarget && ('uri' in value || 'body' in value);
}

/** Reads an annotation. @returns one sentence on why it cannot be one of Postil's instead */
export function fromWebAnnotation(value: unknown): ExchangedAnnotation | string {
  const read = File.safeParse(value);
  if (!read.success) return 'This is no annotation.';
  const { target: targets, motivation, body, bodyValue, text: plain, tags, id } = read.data;
  const target = targets.find(({ selector }) => selector.some(({ type }) => type === 'TextQuoteSelector'));
  if (target === undefined)
    return 'The annotation quotes no words of a text, so that its place cannot be told.';
  const quote = Quote.safeParse(target.selector.find(({ type }) => type === 'TextQuoteSelector'));
  if (!quote.success) return 'The annotation quotes no words of a text, so that its place cannot be told.';
  const position = Position.safeParse(target.selector.find(({ type }) => type === 'TextPositionSelector'));
  const { start, end } = position.success ? position.data : { start: 0, end: 0 };
  // A body without a purpose is for what the annotation is for.
  const isForTags = motivation.length === 1 && motivation[0] === 'tagging';
  const isTag = ({ purpose }: { readonly purpose: string | null }) =>
    purpose === 'tagging' || (purpose === null && isForTags);
  const comments = body.filter((one) => !isTag(one)).map((one) => one.value);
  const comment = [...comments, bodyValue ?? '', plain ?? ''].filter((one) => one.trim() !== '').join('\n\n');
  const classes = target.styleClass.flatMap((names) => names.split(/\s+/));
  const tagNames = [...body.filter(isTag).map((one) => one.value), ...tags];
  const { exact, prefix, suffix } = quote.data;
  return {
    iri: id,
    paperNames: [...target.source.names, ...(target.source.id === undefined ? [] : [target.source.id])],
    colour: HIGHLIGHT_COLOURS.find((colour) => classes.includes(`postil-${colour}`)) ?? 'yellow',
    style: classes.includes('postil-underline') ? 'underline' : 'highlight',
    body: comment === '' ? null : comment.slice(0, COMMENT_LENGTH),
    tags: [
      ...new Set(
        tagNames.map((name) => levelsOf(name.slice(0, TAG_LENGTH)).join('/')).filter((name) => name !== ''),
      ),
    ],
    quote: { exact, prefix, suffix },
    position: start < end ? { start, end } : null,
    createdMs: timeOf(read.data.created),
    changedMs: timeOf(read.data.modified ?? read.data.updated),
  };
}

function timeOf(date: string | undefined): number | null {
  const timeMs = Date.parse(date ?? '');
  return Number.isNaN(timeMs) || timeMs < 0 ? null : timeMs;
}
