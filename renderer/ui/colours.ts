import type { HighlightColour } from '../../shared/annotation.ts';

/** How a colour of highlights is named and told apart by those who do not see it. */
export interface HighlightLook {
  readonly colour: HighlightColour;
  /** Its name, and that of its button. */
  readonly label: string;
  /** The key that sets it, also the mark on its cards. */
  readonly mark: string;
}

/** The colours in the order of the keys 1 to 6. Each also has an underline of its own shape in reader/abstract/highlights.css. */
export const HIGHLIGHTS: readonly HighlightLook[] = [
  { colour: 'yellow', label: 'Yellow', mark: '1' },
  { colour: 'green', label: 'Green', mark: '2' },
  { colour: 'blue', label: 'Blue', mark: '3' },
  { colour: 'pink', label: 'Pink', mark: '4' },
  { colour: 'orange', label: 'Orange', mark: '5' },
  { colour: 'purple', label: 'Purple', mark: '6' },
];

/** The look of one colour. */
export function lookOf(colour: HighlightColour): HighlightLook {
  const look = HIGHLIGHTS.find((one) => one.colour === colour);
  if (look === undefined) throw new Error(`There is no highlight colour ${colour}.`);
  return look;
}
