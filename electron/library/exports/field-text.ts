import type { IdentifierScheme, Paper } from '../../../shared/paper.ts';
import { readText } from '../../formats/fields/text-field.ts';

/** The paper's title, or the heading that the user gave it; null where it has neither: what is made of the abstract is no title. */
export function titleOf(paper: Paper): string | null {
  return paper.title ?? (paper.headingOrigin === 'user' ? paper.heading : null);
}

/** The paper's abstract; null without one. */
export function abstractOf(paper: Paper): string | null {
  return paper.currentVersion?.text ?? null;
}

/** The paper's first identifier of a scheme; null where it has none. */
export function identifierOf(paper: Paper, scheme: IdentifierScheme): string | null {
  return paper.identifiers.find((identifier) => identifier.scheme === scheme)?.value ?? null;
}

/**
 * A text on one line, without control characters, as fields of exports hold it. Programs that read these take `<i>` for mark-up and `&lt;` for an
 * entity: where a text would be taken so, it is written with entities.
 */
export function fieldText(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return readText(line) === line ? line : line.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
