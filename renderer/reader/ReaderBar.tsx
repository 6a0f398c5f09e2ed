import {
  AArrowDown,
  AArrowUp,
  CircleCheck,
  CircleDot,
  Inbox,
  Link as LinkIcon,
  ListOrdered,
  Star,
} from 'lucide-react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { paperLink } from '../../shared/link.ts';
import type { Paper, ReadingState } from '../../shared/paper.ts';
import { perform } from '../postil.ts';
import { IconButton, IconToggle } from '../ui/Button.tsx';
import { number } from '../ui/format.ts';
import { copyText } from '../ui/links.ts';
import { Rating } from './Rating.tsx';
import type { TextSize } from './text-size.ts';
import './reader-bar.css';

const ICON = 15;

const STATES = [
  { state: 'inbox', label: 'Inbox', picture: <Inbox size={ICON} /> },
  { state: 'reading', label: 'Reading', picture: <CircleDot size={ICON} /> },
  { state: 'done', label: 'Done', picture: <CircleCheck size={ICON} /> },
] as const satisfies readonly {
  readonly state: ReadingState;
  readonly label: string;
  readonly picture: unknown;
}[];

/** How far one has come with the paper, and its star; for all chosen papers at once. */
export function ReaderBar({
  paper,
  paperIds,
  textSize,
}: {
  readonly paper: Paper;
  readonly paperIds: readonly number[];
  readonly textSize: TextSize;
}) {
  return (
    <div className="reader-bar">
      <ToggleButtonGroup
        aria-label="Reading state"
        className="states"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[paper.state]}
        onSelectionChange={(keys) => {
          const chosen = STATES.find(({ state }) => keys.has(state));
          if (chosen !== undefined)
            void perform('paper.setState', { paperIds: [...paperIds], state: chosen.state });
        }}
      >
        {STATES.map(({ state, label, picture }) => (
          <ToggleButton key={state} id={state} className="states__state">
            {picture}
            {label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <p className="reader-bar__chosen quiet">
        {paperIds.length > 1 && `Changes go to ${number(paperIds.length)} chosen papers`}
      </p>
      <div className="reader-bar__tools">
        <div className="reader-bar__sizes">
          <IconButton
            label="Smaller text"
            keys="-"
            isDisabled={textSize.smaller === null}
            onPress={() => textSize.smaller?.()}
          >
            <AArrowDown size={17} />
          </IconButton>
          <IconButton
            label="Larger text"
            keys="+"
            isDisabled={textSize.larger === null}
            onPress={() => textSize.larger?.()}
          >
            <AArrowUp size={17} />
          </IconButton>
        </div>
        <IconButton label="Copy link" onPress={() => copyText(paperLink(paper.id), 'Link')}>
          <LinkIcon size={15} />
        </IconButton>
        <Rating
          rating={paper.rating}
          onRate={(rating) => void perform('paper.setRating', { paperIds: [...paperIds], rating })}
        />
        <IconToggle
          label="In the reading queue"
          keys="Q"
          isSelected={paper.isQueued}
          onChange={(queued) =>
            void (queued
              ? perform('paper.enqueue', { paperIds: [...paperIds], place: 'last' })
              : perform('paper.dequeue', { paperIds: [...paperIds] }))
          }
        >
          <ListOrdered size={17} />
        </IconToggle>
        <IconToggle
          label="Starred"
          keys="S"
          isSelected={paper.starred}
          onChange={(starred) => void perform('paper.setStarred', { paperIds: [...paperIds], starred })}
        >
          <Star size={17} fill={paper.starred ? 'currentColor' : 'none'} />
        </IconToggle>
      </div>
    </div>
  );
}
