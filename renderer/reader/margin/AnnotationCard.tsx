import { Ellipsis, Link as LinkIcon, MessageSquarePlus, Pencil, Quote, Tag, Trash2, X } from 'lucide-react';
import { memo, useRef, useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { ColourMeanings, ShownAnnotation, TextRange } from '../../../shared/annotation.ts';
import { annotationLink } from '../../../shared/link.ts';
import { IconButton } from '../../ui/Button.tsx';
import { HIGHLIGHTS, lookOf } from '../../ui/colours.ts';
import { copyText } from '../../ui/links.ts';
import { Markdown } from '../../ui/Markdown.tsx';
import { MathText } from '../../ui/MathText.tsx';
import { beginning, typeset } from '../../ui/typeset.ts';
import { abstractBeside } from './abstract-beside.ts';
import { CommentField } from './CommentField.tsx';
import type { Act, CardAction } from './card-action.ts';

/** Longest quotation on a card, in UTF-16 code units; the words themselves stand beside it. */
const QUOTE_LENGTH = 90;

const MORE: readonly {
  readonly id: CardAction['do'] & ('merge' | 'split' | 'fit');
  readonly label: string;
}[] = [
  { id: 'fit', label: 'Extend or shrink to the selection' },
  { id: 'merge', label: 'Merge with those that overlap' },
  { id: 'split', label: 'Split at the caret' },
];

/** One annotation beside the abstract: its colour, words, comment and tags; what can be done with it while it is active. */
export const AnnotationCard = memo(function AnnotationCard({
  annotation,
  text,
  range,
  meanings,
  tagNames,
  isPointed,
  isOpened,
  isEditing,
  isTagging,
  onPoint,
  act,
}: {
  readonly annotation: ShownAnnotation;
  readonly text: string;
  /** Where in the text it sits. */
  readonly range: TextRange;
  readonly meanings: ColourMeanings | undefined;
  readonly tagNames: readonly string[];
  /** Whether it or its words are pointed at. */
  readonly isPointed: boolean;
  readonly isOpened: boolean;
  /** Whether its comment is being written. */
  readonly isEditing: boolean;
  readonly isTagging: boolean;
  readonly onPoint: (annotationId: string | null) => void;
  readonly act: Act;
}) {
  const { id, colour, body, tags } = annotation;
  const meaning = meanings?.[colour] ?? null;
  const isActive = isPointed || isOpened;
  const quoted = beginning(typeset(text), range, QUOTE_LENGTH);
  return (
    <li
      data-card={id}
      aria-current={isPointed}
      className={isPointed ? 'note-card note-card--pointed' : 'note-card'}
      onPointerEnter={() => onPoint(id)}
      onPointerLeave={() => onPoint(null)}
      onFocus={() => act(id, { do: 'open' })}
      onClick={() => act(id, { do: 'open' })}
      onKeyDown={(event) => {
        if (event.key !== 'Delete' || !(event.target instanceof HTMLButtonElement)) return;
        // Elsewhere the key is for the paper.
        event.preventDefault();
        act(id, { do: 'remove' });
      }}
    >
      <div className="note-card__head">
        <Colour annotation={annotation} meanings={meanings} act={act} />
        <div className="note-card__words">
          {meaning !== null && <p className="note-card__meaning">{meaning}</p>}
          <p className="note-card__quote">
            <MathText text={text} range={quoted} />
            {quoted.end < range.end && '…'}
          </p>
        </div>
        {isActive && !isEditing && (
          <div className="note-card__tools">
            <IconButton
              label={body === null ? 'Add comment' : 'Edit comment'}
              keys="C"
              onPress={() => act(id, { do: 'edit' })}
            >
              {body === null ? <MessageSquarePlus size={14} /> : <Pencil size={14} />}
            </IconButton>
            <IconButton label="Tag annotation" onPress={() => act(id, { do: 'tagging' })}>
              <Tag size={14} />
            </IconButton>
            <IconButton label="Copy link to annotation" onPress={() => copyText(annotationLink(id), 'Link')}>
              <LinkIcon size={14} />
            </IconButton>
            <IconButton label="Copy quotation" onPress={() => act(id, { do: 'quote' })}>
              <Quote size={14} />
            </IconButton>
            <More annotation={annotation} act={act} />
            <IconButton label="Delete annotation" keys="Delete" onPress={() => act(id, { do: 'remove' })}>
              <Trash2 size={14} />
            </IconButton>
          </div>
        )}
      </div>
      {isEditing ? (
        <CommentField
          body={body ?? ''}
          onSave={(text) => act(id, { do: 'save', body: text })}
          onCancel={() => act(id, { do: 'cancel' })}
        />
      ) : (
        body !== null && <Markdown text={body} />
      )}
      {(tags.length > 0 || isTagging) && (
        <div className="note-card__tags">
          {tags.map((tag) => (
            <span key={tag.id} className="card-tag">
              <span className={`dot dot--${tag.colour}`} />
              {tag.name}
              {isActive && (
                <button
                  type="button"
                  className="card-tag__remove"
                  aria-label={`Remove tag ${tag.name}`}
                  onClick={() => act(id, { do: 'untag', tagId: tag.id })}
                >
                  <X size={12} />
                </button>
              )}
            </span>
          ))}
          {isTagging && (
            <TagField
              names={tagNames}
              onTag={(name) => act(id, { do: 'tag', name })}
              onEnd={() => act(id, { do: 'cancel' })}
            />
          )}
        </div>
      )}
    </li>
  );
});

/** The colour, which can be changed here; a plain button, since there are hundreds. */
function Colour({
  annotation,
  meanings,
  act,
}: {
  readonly annotation: ShownAnnotation;
  readonly meanings: ColourMeanings | undefined;
  readonly act: Act;
}) {
  const { id, colour, style } = annotation;
  const meaning = meanings?.[colour] ?? null;
  const look = lookOf(colour);
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const name = `${look.label}${style === 'underline' ? ' underline' : ''}, change colour`;
  return (
    <>
      <button
        ref={trigger}
        type="button"
        className={`swatch swatch--small swatch--${colour} swatch--${style}`}
        aria-label={meaning === null ? name : `${name}: ${meaning}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        data-mark={look.mark}
        onClick={() => setOpen(true)}
      />
      {isOpen && (
        <Popover className="menu" placement="bottom start" triggerRef={trigger} isOpen onOpenChange={setOpen}>
          <Menu
            aria-label="Colour"
            autoFocus="first"
            selectionMode="single"
            selectedKeys={[colour]}
            onClose={() => setOpen(false)}
            onAction={(key) => {
              setOpen(false);
              const chosen = HIGHLIGHTS.find((one) => one.colour === key);
              if (chosen !== undefined && chosen.colour !== colour)
                act(id, { do: 'colour', colour: chosen.colour });
            }}
          >
            {HIGHLIGHTS.map((one) => (
              <MenuItem key={one.colour} id={one.colour} textValue={one.label} className="menu__item">
                <span className={`swatch swatch--small swatch--${one.colour}`} data-mark={one.mark} />
                {one.label}
                <span className="quiet">{meanings?.[one.colour]}</span>
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      )}
    </>
  );
}

function More({ annotation, act }: { readonly annotation: ShownAnnotation; readonly act: Act }) {
  const { id, style } = annotation;
  const other = style === 'underline' ? 'highlight' : 'underline';
  return (
    <MenuTrigger>
      <IconButton label="More">
        <Ellipsis size={14} />
      </IconButton>
      <Popover className="menu" placement="bottom end">
        <Menu
          aria-label="More"
          onAction={(key) => {
            const chosen = MORE.find((one) => one.id === key);
            act(id, chosen === undefined ? { do: 'style', style: other } : { do: chosen.id });
          }}
        >
          <MenuItem id="style" className="menu__item menu__item--words">
            {other === 'underline' ? 'Underline instead' : 'Highlight instead'}
          </MenuItem>
          {MORE.map((one) => (
            <MenuItem key={one.id} id={one.id} className="menu__item menu__item--words">
              {one.label}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function TagField({
  names,
  onTag,
  onEnd,
}: {
  readonly names: readonly string[];
  readonly onTag: (name: string) => void;
  readonly onEnd: () => void;
}) {
  return (
    <>
      <input
        className="card-tag__field"
        aria-label="Tag of the annotation"
        placeholder="Tag"
        list="annotation-tag-names"
        // biome-ignore lint/a11y/noAutofocus: it was just asked for.
        autoFocus
        onBlur={onEnd}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          const name = event.currentTarget.value.trim();
          if (event.key === 'Enter' && name !== '') {
            onTag(name);
            event.currentTarget.value = '';
          } else if (event.key === 'Escape' || event.key === 'Enter') {
            const abstract = abstractBeside(event.currentTarget);
            onEnd();
            abstract?.focus({ preventScroll: true });
          }
        }}
      />
      <datalist id="annotation-tag-names">
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
