// biome-ignore-all lint/a11y/useFocusableInteractive: the box keeps the focus (aria-activedescendant).
// biome-ignore-all lint/a11y/useKeyWithClickEvents: keys are those of the box.
import { Plus } from 'lucide-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Tag } from '../../shared/library.ts';
import { levelsOf, TAG_LENGTH } from '../../shared/tag.ts';
import { perform } from '../postil.ts';
import { runCommand, useCommands } from '../ui/commands.ts';
import { counted, number } from '../ui/format.ts';
import { isKnown, suggestions } from '../ui/tag-suggestions.ts';

const LIST_ID = 'tag-box-list';
const optionId = (index: number) => `tag-box-option-${index}`;

/** What can be taken from the list: a tag of the library, or a name that is to become one. */
type Offer = Pick<Tag, 'name'> & { readonly tag: Tag | null };

/**
 * Where one adds a tag, with those of the library that what is typed may be meant to be. Enter adds what is typed, or
 * the one chosen with the arrows. Its list is drawn by the system of popovers, over all that would cut it off.
 */
export function TagBox({
  known,
  own,
  paperIds,
}: {
  /** All tags of the library. */
  readonly known: readonly Tag[];
  /** Names not to be offered. */
  readonly own: ReadonlySet<string>;
  readonly paperIds: readonly number[];
}) {
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  /** Index of what Enter takes in place of what is typed; -1 for none. */
  const [chosen, setChosen] = useState(-1);
  /** How often what stood here was given up with Escape. */
  const givenUp = useRef(0);
  useCommands({ tag: () => input.current?.focus() });

  const offers = isOpen ? offersFor(typed, known, own) : [];
  const isShown = offers.length > 0;
  useLayoutEffect(() => {
    if (isShown) list.current?.showPopover();
  }, [isShown]);
  useEffect(() => {
    document.getElementById(optionId(chosen))?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  function type(text: string): void {
    setTyped(text);
    setChosen(-1);
    setOpen(text.trim() !== '');
  }

  async function add(name: string): Promise<void> {
    if (name.trim() === '') return;
    type('');
    const visit = givenUp.current;
    const result = await perform('tag.add', { paperIds: [...paperIds], name: name.trim() });
    // A name that could not be added is given back to the one who typed it, unless he has given it up meanwhile.
    if (!result.ok && visit === givenUp.current) setTyped((now) => (now === '' ? name : now));
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const by = STEPS[event.key];
    if (by !== undefined && isShown) {
      event.preventDefault();
      // Past the ends none is chosen, as at first.
      setChosen(((chosen + 1 + by + offers.length + 1) % (offers.length + 1)) - 1);
    } else if (by !== undefined && typed.trim() !== '') {
      event.preventDefault();
      setOpen(true);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      void add(offers[chosen]?.name ?? typed);
    } else if (event.key === 'Escape') {
      type('');
      givenUp.current += 1;
      input.current?.blur();
      runCommand('papers');
    }
  }

  return (
    <div className="tag-box">
      <Plus size={14} aria-hidden />
      <input
        ref={input}
        role="combobox"
        className="tag-box__input"
        aria-label="Add tag"
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={isShown ? LIST_ID : undefined}
        aria-activedescendant={isShown && chosen >= 0 ? optionId(chosen) : undefined}
        placeholder={paperIds.length > 1 ? `Tag ${counted(paperIds.length, 'paper')}` : 'Add tag'}
        maxLength={TAG_LENGTH}
        autoComplete="off"
        autoCorrect="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          setChosen(-1);
          setOpen(false);
        }}
      />
      {isShown && (
        <div
          ref={list}
          id={LIST_ID}
          popover="manual"
          role="listbox"
          aria-label="Tags to add"
          className="menu tag-box__menu"
          // The focus stays in the box.
          onMouseDown={(event) => event.preventDefault()}
        >
          {offers.map(({ name, tag }, index) => (
            <div
              key={tag?.id ?? 'new'}
              id={optionId(index)}
              role="option"
              aria-selected={index === chosen}
              className="menu__item tag-box__item"
              title={name}
              onClick={() => void add(name)}
            >
              <Offered name={name} tag={tag} />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function offersFor(typed: string, known: readonly Tag[], own: ReadonlySet<string>): readonly Offer[] {
  const wanted = levelsOf(typed).join('/');
  const offers = suggestions(typed, known, own).map((tag): Offer => ({ name: tag.name, tag }));
  return wanted === '' || isKnown(wanted, known) ? offers : [...offers, { name: wanted, tag: null }];
}

function Offered({ name, tag }: Offer) {
  if (tag === null) {
    return (
      <span className="tag-box__name">
        Create “<bdi>{name}</bdi>”
      </span>
    );
  }
  return (
    <>
      <span className={`dot dot--${tag.colour}`} />
      <bdi className="tag-box__name">{name}</bdi>{' '}
      <span className="count quiet">{number(tag.paperCount)}</span>
    </>
  );
}
