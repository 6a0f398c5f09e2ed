import { CircleCheck, CircleDot, SkipForward, Star, Tag, Trash2, X } from 'lucide-react';
import { COMMAND_LOOKS, type Command } from '../../shared/commands.ts';
import { Button } from '../ui/Button.tsx';
import { runCommand, useCommands } from '../ui/commands.ts';
import { number } from '../ui/format.ts';
import './triage-bar.css';

const ICON = 14;

const WAYS = [
  { command: 'done', word: 'Done', Picture: CircleCheck },
  { command: 'reading', word: 'Reading', Picture: CircleDot },
  { command: 'trash', word: 'Trash', Picture: Trash2 },
  { command: 'star', word: 'Star', Picture: Star },
  { command: 'tag', word: 'Tag', Picture: Tag },
  { command: 'next', word: 'Skip', Picture: SkipForward },
] as const satisfies readonly {
  readonly command: Command;
  readonly word: string;
  readonly Picture: unknown;
}[];

/** Decisions one after the other: with Done, Reading and Trash the next paper comes by itself. */
export function TriageBar({
  total,
  onNext,
  onEnd,
}: {
  /** Papers in the list. */
  readonly total: number;
  readonly onNext: () => void;
  readonly onEnd: () => void;
}) {
  // Beside what carries these commands out, not in its place.
  useCommands({ done: onNext, reading: onNext, trash: onNext });
  return (
    <section className="triage" aria-label="Triage">
      <p className="triage__count count">{number(total)} in this list</p>
      {WAYS.map(({ command, word, Picture }) => (
        <Button key={command} onPress={() => runCommand(command)}>
          <Picture size={ICON} aria-hidden />
          {word}
          <kbd className="key">{COMMAND_LOOKS[command].keys[0]}</kbd>
        </Button>
      ))}
      <Button onPress={onEnd}>
        <X size={ICON} aria-hidden />
        End triage
        <kbd className="key">{COMMAND_LOOKS.triage.keys[0]}</kbd>
      </Button>
    </section>
  );
}
