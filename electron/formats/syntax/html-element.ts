import { Parser } from 'htmlparser2';
import { hasTooManyTags } from './inline-markup.ts';
import type { XmlElement } from './xml-element.ts';

/** Elements deeper than this are taken as lying beside one another, so that no page is too deep to be walked. */
const DEEPEST = 200;

/**
 * Parses a piece of HTML, however broken, into one element that holds it. Scripts and styles are left out. A piece
 * with far more tags than a paper has is taken as one text.
 */
export function parseHtml(text: string): XmlElement {
  if (hasTooManyTags(text)) return { name: '', attributes: {}, children: [text] };
  const root: (XmlElement | string)[] = [];
  const open: (XmlElement | string)[][] = [root];
  let silent = 0;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === 'script' || name === 'style') silent += 1;
      const children: (XmlElement | string)[] = [];
      open[Math.min(open.length, DEEPEST) - 1]?.push({ name, attributes, children });
      open.push(children);
    },
    ontext: (part) => {
      if (silent === 0) open[Math.min(open.length, DEEPEST) - 1]?.push(part);
    },
    onclosetag: (name) => {
      if (name === 'script' || name === 'style') silent -= 1;
      open.pop();
    },
  });
  parser.end(text);
  return { name: '', attributes: {}, children: root };
}

/** The elements below an element, in their order, that a condition holds for. */
export function elementsWhere(element: XmlElement, holds: (element: XmlElement) => boolean): XmlElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    const below = elementsWhere(child, holds);
    return holds(child) ? [child, ...below] : below;
  });
}

/** The first element below an element that has a class. */
export function byClass(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (element === undefined) return undefined;
  return elementsWhere(
    element,
    ({ attributes }) => attributes.class?.split(/\s+/).includes(name) === true,
  )[0];
}

/** The elements below an element that have a tag name. */
export function byTag(element: XmlElement | undefined, name: string): XmlElement[] {
  return element === undefined ? [] : elementsWhere(element, (below) => below.name === name);
}
