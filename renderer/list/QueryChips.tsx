import { X } from 'lucide-react';
import { Button, Toolbar } from 'react-aria-components';
import { parseQuery, type QueryPart } from '../../shared/query.ts';
import { isExcluded, toggled, withoutPart } from '../../shared/query-parts.ts';
import './query-chips.css';

/**
 * The parts of what is typed, once it is more than a plain word. A click goes from included to excluded to off;
 * the cross takes a part away at once.
 */
export function QueryChips({
  typed,
  onType,
}: {
  readonly typed: string;
  readonly onType: (typed: string) => void;
}) {
  const { parts } = parseQuery(typed);
  const [first] = parts;
  const isPlain = first === undefined || (parts.length === 1 && isPlainWord(first));
  if (isPlain) return null;
  return (
    <Toolbar className="chips" aria-label="Parts of the search">
      {parts.map((part) => {
        const excluded = isExcluded(part);
        const text = typed.slice(part.start, part.end);
        const { field, words } = shownParts(excluded ? text.replace(/^(?:NOT\s+)*-?/, '') : text);
        const name = `${excluded ? 'not ' : ''}${field}${words}`;
        const remove = () => onType(withoutPart(typed, part));
        return (
          <span key={part.start} className={`chip ${excluded ? 'chip--excluded' : ''}`}>
            <Button
              className="chip__text"
              aria-label={`${name}, ${excluded ? 'excluded. Leave it out' : 'included. Exclude it'}`}
              onPress={() => onType(toggled(typed, part))}
              onKeyDown={(event) => {
                if (event.key === 'Delete' || event.key === 'Backspace') remove();
              }}
            >
              <span className="chip__words">
                {excluded && <span className="chip__not">not </span>}
                {field !== '' && <span className="chip__field">{field}</span>}
                {words}
              </span>
            </Button>
            <Button className="chip__remove" aria-label={`Remove ${text}`} onPress={remove}>
              <X size={11} />
            </Button>
          </span>
        );
      })}
    </Toolbar>
  );
}

/** A part as typed, its field set apart, and the quotation marks of the field's value left out. */
function shownParts(text: string): { readonly field: string; readonly words: string } {
  const [, field, value] = /^([a-z]+:)(.+)$/s.exec(text) ?? [];
  if (field === undefined || value === undefined) return { field: '', words: text };
  return { field, words: value.replace(/^"(.*)"$/s, '$1') };
}

function isPlainWord({ part }: QueryPart): boolean {
  return part.kind === 'word' && part.field === null;
}
