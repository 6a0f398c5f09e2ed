import { Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { ComboBox, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import type { Tag } from '../../shared/library.ts';
import type { TagMark } from '../../shared/paper.ts';
import { levelsOf, TAG_LENGTH } from '../../shared/tag.ts';
import { perform } from '../postil.ts';
import { useCommands } from '../ui/commands.ts';
import { counted } from '../ui/format.ts';
import { isKnown, suggestions } from '../ui/tag-suggestions.ts';
import './tags.css';

/**
 * The tags of a paper, and where one adds more: to all chosen papers.
 * @param known all tags of the library, to complete from
 */
export function Tags({
  tags,
  known,
  paperIds,
}: {
  readonly tags: readonly TagMark[];
  readonly known: readonly Tag[];
  readonly paperIds: readonly number[];
}) {
  const [typed, setTyped] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useCommands({ tag: () => input.current?.focus() });

  const own = new Set(paperIds.length > 1 ? [] : tags.map((tag) => tag.name));
  const offered =
    typed.trim() === ''
      ? []
      : suggestions(
          typed,
          known.filter((tag) => !own.has(tag.name)),
        );

  const wanted = levelsOf(typed).join('/');
  const isNew = wanted !== '' && !isKnown(wanted, known);

  async function add(name: string): Promise<void> {
    if (name.trim() === '') return;
    setTyped('');
    const result = await perform('tag.add', { paperIds: [...paperIds], name: name.trim() });
    // A name that could not be added is given back to the one who typed it.
    if (!result.ok) setTyped((now) => (now === '' ? name : now));
  }

  return (
    <div className="tags">
      <ul aria-label="Tags" className="tags__list">
        {tags.map((tag) => (
          <li key={tag.id} className="tag">
            <span className={`dot dot--${tag.colour}`} />
            <bdi>{tag.name}</bdi>
            <button
              type="button"
              className="tag__remove"
              aria-label={`Remove tag ${tag.name}`}
              onClick={() => void perform('tag.remove', { paperIds: [...paperIds], tagId: tag.id })}
            >
              <X size={12} />
            </button>
          </li>
        ))}
      </ul>
      <ComboBox
        aria-label="Add tag"
        className="tag-box"
        allowsCustomValue
        menuTrigger="input"
        items={
          isNew ? [...offered, { id: 0, name: wanted, colour: 'grey', digit: null, paperCount: 0 }] : offered
        }
        inputValue={typed}
        onInputChange={setTyped}
        selectedKey={null}
        onSelectionChange={(key) => {
          if (key !== null) void add(String(key));
        }}
      >
        <Plus size={14} aria-hidden />
        <Input
          ref={input}
          className="tag-box__input"
          placeholder={paperIds.length > 1 ? `Tag ${counted(paperIds.length, 'paper')}` : 'Add tag'}
          maxLength={TAG_LENGTH}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter' && event.currentTarget.getAttribute('aria-activedescendant') === null) {
              event.preventDefault();
              void add(typed);
            }
            if (event.key === 'Escape') {
              setTyped('');
              input.current?.blur();
            }
          }}
        />
        <Popover className="menu tag-box__menu" placement="bottom start">
          <ListBox<Tag> className="tag-box__list">
            {(tag) => (
              <ListBoxItem id={tag.name} textValue={tag.name} className="menu__item">
                {tag.id === 0 ? (
                  <span className="tag-box__name">
                    Create “<bdi>{tag.name}</bdi>”
                  </span>
                ) : (
                  <>
                    <span className={`dot dot--${tag.colour}`} />
                    <span className="tag-box__name">{tag.name}</span>
                    <span className="count quiet">{tag.paperCount}</span>
                  </>
                )}
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </div>
  );
}
