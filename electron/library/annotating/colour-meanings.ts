import { type ColourMeanings, HIGHLIGHT_COLOURS, type HighlightColour } from '../../../shared/annotation.ts';
import type { Database } from '../database.ts';
import { changing } from '../remembering/history.ts';

/** What the user means by each colour of annotations. */
export function colourMeanings(database: Database): ColourMeanings {
  const known = new Map(
    database.prepare<unknown[], [string, string]>('SELECT colour, meaning FROM colour_meaning').raw().all(),
  );
  const entries = HIGHLIGHT_COLOURS.map((colour) => [colour, known.get(colour) ?? null] as const);
  return Object.fromEntries(entries) as ColourMeanings;
}

/** Names what a colour means; an empty name takes it away. */
export function setColourMeaning(database: Database, colour: HighlightColour, meaning: string): void {
  const name = meaning.toWellFormed().normalize('NFC').replace(/\s+/gu, ' ').trim();
  changing(database, 'Name colour', () => {
    if (name === '') database.prepare('DELETE FROM colour_meaning WHERE colour = ?').run(colour);
    else {
      database
        .prepare(
          'INSERT INTO colour_meaning (colour, meaning) VALUES (?, ?) ON CONFLICT DO UPDATE SET meaning = excluded.meaning',
        )
        .run(colour, name);
    }
  });
}
