import { MessageSquarePlus, Pencil, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { HighlightColour } from '../../shared/annotation.ts';
import { IconButton, Button as WordButton } from '../ui/Button.tsx';
import { HIGHLIGHTS, lookOf } from '../ui/colours.ts';
import { Markdown } from '../ui/Markdown.tsx';
import { MathText } from '../ui/MathText.tsx';

/** Longest quotation on a card, in UTF-16 code units; the words themselves stand beside it. */
const QUOTE_LENGTH = 90;

/** What a card shows of an annotation. */
export interface CardContent {
  readonly colour: HighlightColour;
  /** The words it sits on, or for an orphan those it sat on. */
  readonly quote: string;
  readonly body: string | null;
  readonly isOrphan: boolean;
}

/** One annotation beside the abstract: its colour, words and comment, and what can be done with it. */
export function AnnotationCard({
  content,
  isEditing,
  onEdit,
  onSave,
  onColour,
  onRemove,
}: {
  readonly content: CardContent;
  readonly isEditing: boolean;
  readonly onEdit: (on: boolean) => void;
  /** Given the comment; an empty one takes it away. */
  readonly onSave: (body: string) => void;
  readonly onColour: (colour: HighlightColour) => void;
  readonly onRemove: () => void;
}) {
  const { colour, quote, body, isOrphan } = content;
  const look = lookOf(colour);
  const cut = quote.length > QUOTE_LENGTH ? `${quote.slice(0, QUOTE_LENGTH).trimEnd()}…` : quote;
  return (
    <>
      <div className="note-card__head">
        <MenuTrigger>
          <Button
            className={`swatch swatch--small swatch--${colour}`}
            aria-label={`${look.label}, change colour`}
            data-mark={look.mark}
          />
          <Popover className="menu" placement="bottom start">
            <Menu
              aria-label="Colour"
              selectionMode="single"
              selectedKeys={[colour]}
              onAction={(key) => {
                const chosen = HIGHLIGHTS.find((one) => one.colour === key);
                if (chosen !== undefined && chosen.colour !== colour) onColour(chosen.colour);
              }}
            >
              {HIGHLIGHTS.map((one) => (
                <MenuItem key={one.colour} id={one.colour} textValue={one.label} className="menu__item">
                  <span className={`swatch swatch--small swatch--${one.colour}`} data-mark={one.mark} />
                  {one.label}
                </MenuItem>
              ))}
            </Menu>
          </Popover>
        </MenuTrigger>
        <p className="note-card__quote">
          <MathText text={cut} />
        </p>
        <div className="note-card__tools">
          {!isEditing && (
            <IconButton label={body === null ? 'Add comment' : 'Edit comment'} onPress={() => onEdit(true)}>
              {body === null ? <MessageSquarePlus size={14} /> : <Pencil size={14} />}
            </IconButton>
          )}
          <IconButton label="Delete annotation" onPress={onRemove}>
            <Trash2 size={14} />
          </IconButton>
        </div>
      </div>
      {isOrphan && <p className="note-card__orphan">Its words are not in this version of the abstract.</p>}
      {isEditing ? (
        <CommentField body={body ?? ''} onSave={onSave} onCancel={() => onEdit(false)} />
      ) : (
        body !== null && <Markdown text={body} />
      )}
    </>
  );
}

/** Where a comment is written: leaving it saves, Escape forgets what was typed. */
export function CommentField({
  body,
  onSave,
  onCancel,
}: {
  readonly body: string;
  readonly onSave: (body: string) => void;
  readonly onCancel: () => void;
}) {
  const [text, setText] = useState(body);
  const field = useRef<HTMLTextAreaElement>(null);
  const isOver = useRef(false);
  useEffect(() => {
    const node = field.current;
    node?.focus();
    node?.setSelectionRange(node.value.length, node.value.length);
  }, []);

  function end(how: 'save' | 'cancel'): void {
    if (isOver.current) return;
    isOver.current = true;
    if (how === 'save' && text.trim() !== body.trim()) onSave(text.trim());
    else onCancel();
  }

  return (
    <div className="comment">
      <textarea
        ref={field}
        className="comment__field"
        aria-label="Comment"
        placeholder="Comment, in Markdown"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => end('save')}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') end('cancel');
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) end('save');
        }}
      />
      <div className="comment__ways">
        <WordButton look="main" onPress={() => end('save')}>
          Save
        </WordButton>
      </div>
    </div>
  );
}
