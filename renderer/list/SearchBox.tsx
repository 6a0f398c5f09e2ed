import { Search, X } from 'lucide-react';
import { useRef } from 'react';
import { useCommands } from '../ui/commands.ts';

/** Where one types what one looks for. Enter and Down lead to the papers found, Escape empties it. */
export function SearchBox({
  typed,
  onType,
  onLeave,
}: {
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** Called when the user goes on to the papers. */
  readonly onLeave: () => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  useCommands({
    search: () => {
      input.current?.focus();
      input.current?.select();
    },
  });
  return (
    <div className="search">
      <Search size={16} aria-hidden />
      <input
        ref={input}
        type="search"
        className="search__input"
        aria-label="Search papers"
        placeholder="Search papers"
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault();
            onLeave();
          } else if (event.key === 'Escape') {
            event.preventDefault();
            if (typed === '') input.current?.blur();
            else onType('');
          }
        }}
      />
      {typed === '' ? (
        <kbd className="key" aria-hidden>
          /
        </kbd>
      ) : (
        <button
          type="button"
          className="search__clear"
          aria-label="Clear the search"
          onClick={() => {
            onType('');
            input.current?.focus();
          }}
        >
          <X size={14} />
        </button>
      )}
    </div>
  );
}
