import { Palette } from 'lucide-react';
import { useState } from 'react';
import { type ColourMeanings, MEANING_LENGTH, type ShownAnnotation } from '../../../shared/annotation.ts';
import { perform, queryClient } from '../../postil.ts';
import { Button } from '../../ui/Button.tsx';
import { HIGHLIGHTS } from '../../ui/colours.ts';
import { useCommands } from '../../ui/commands.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { MEANINGS } from './use-meanings.ts';
import './colour-legend.css';

/** What the colours used in a paper mean, and the way to name them. */
export function ColourLegend({
  annotations,
  meanings,
}: {
  readonly annotations: readonly ShownAnnotation[];
  readonly meanings: ColourMeanings;
}) {
  const [isOpen, setOpen] = useState(false);
  useCommands({ 'name-colours': () => setOpen(true) });
  const used = HIGHLIGHTS.filter(({ colour }) => annotations.some((one) => one.colour === colour));
  const named = used.filter(({ colour }) => meanings[colour] !== null);
  return (
    <>
      {used.length > 0 && (
        <div className="legend">
          {named.length > 0 && (
            <ul className="legend__list" aria-label="Meaning of the colours">
              {named.map(({ colour, label, mark }) => (
                <li key={colour} className="legend__colour">
                  <span
                    role="img"
                    aria-label={label}
                    className={`swatch swatch--small swatch--${colour}`}
                    data-mark={mark}
                  />
                  {meanings[colour]}
                </li>
              ))}
            </ul>
          )}
          <button type="button" className="text-button" onClick={() => setOpen(true)}>
            <Palette size={13} />
            Name the colours
          </button>
        </div>
      )}
      <Dialog title="What the colours mean" isOpen={isOpen} onClose={() => setOpen(false)}>
        <Fields meanings={meanings} onClose={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function Fields({ meanings, onClose }: { readonly meanings: ColourMeanings; readonly onClose: () => void }) {
  return (
    <form
      className="legend-fields"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget);
        const named = HIGHLIGHTS.map(({ colour }) => ({
          colour,
          meaning: String(typed.get(colour) ?? '').trim(),
        })).filter(({ colour, meaning }) => meaning !== (meanings[colour] ?? ''));
        void Promise.all(named.map((one) => perform('annotation.nameColour', one))).then(() =>
          queryClient.invalidateQueries({ queryKey: MEANINGS }),
        );
        onClose();
      }}
    >
      <p className="quiet">Shown at their buttons and on the cards: claim, method, doubt…</p>
      {HIGHLIGHTS.map(({ colour, label, mark }) => (
        <label key={colour} className="legend-fields__field">
          <span className={`swatch swatch--${colour}`} data-mark={mark} />
          <span className="legend-fields__name">{label}</span>
          <input name={colour} defaultValue={meanings[colour] ?? ''} maxLength={MEANING_LENGTH} />
        </label>
      ))}
      <div className="legend-fields__ways">
        <Button onPress={onClose}>Cancel</Button>
        <Button look="main" type="submit">
          Save
        </Button>
      </div>
    </form>
  );
}
