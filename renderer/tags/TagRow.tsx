import { Pencil, Trash2 } from 'lucide-react';
import { perform } from '../postil.ts';
import { IconButton } from '../ui/Button.tsx';
import { counted } from '../ui/format.ts';
import type { TagNode } from '../ui/tag-tree.ts';

/** How far each level is set in, in pixels. */
const INDENT_PX = 20;

/** One tag on the page of tags, with what can be done to it. */
export function TagRow({
  node,
  offset,
  isInTree,
  isMarked,
  onMark,
  onGo,
  onRename,
  onDelete,
}: {
  readonly node: TagNode;
  /** From the top of the list, in pixels. */
  readonly offset: number;
  /** Whether the tags above it are shown over it; else it is called by its whole name. */
  readonly isInTree: boolean;
  readonly isMarked: boolean;
  readonly onMark: (isMarked: boolean) => void;
  /** Shows its papers. */
  readonly onGo: () => void;
  readonly onRename: () => void;
  readonly onDelete: () => void;
}) {
  const { name, label, tag, depth, colour, paperCount } = node;
  return (
    <li className="tag-row" style={{ transform: `translateY(${offset}px)` }}>
      <input
        type="checkbox"
        aria-label={`Mark ${name}`}
        checked={isMarked}
        onChange={(event) => onMark(event.target.checked)}
      />
      <button
        type="button"
        className="tag-row__name"
        style={{ paddingLeft: 8 + (isInTree ? Math.min(depth, 6) : 0) * INDENT_PX }}
        title={name}
        aria-label={`Show papers with ${name}`}
        onClick={onGo}
      >
        <span className={`dot dot--${colour}`} />
        <span className="tag-row__label">{isInTree ? label : name}</span>
      </button>
      <span className="tag-row__count count quiet">{counted(paperCount, 'paper')}</span>
      <select
        className="tag-row__digit"
        aria-label={`Key of ${name}`}
        value={tag?.digit ?? ''}
        onChange={(event) => {
          const digit = event.target.value === '' ? null : Number(event.target.value);
          void perform('tag.setDigit', { name, digit });
        }}
      >
        <option value="">No key</option>
        {[1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => (
          <option key={digit} value={digit}>
            Alt {digit}
          </option>
        ))}
      </select>
      <IconButton label={`Rename ${name}`} onPress={onRename}>
        <Pencil size={15} />
      </IconButton>
      <IconButton label={`Delete ${name}`} onPress={onDelete}>
        <Trash2 size={15} />
      </IconButton>
    </li>
  );
}
