import { useState } from 'react';
import type { TrayPart } from '../../shared/import.ts';
import { perform } from '../postil.ts';
import { Button } from '../ui/Button.tsx';
import { counted } from '../ui/format.ts';
import { tell } from '../ui/messages.ts';

/** One part of the tray: where it stands, why it could not be read, its words, and what can be done about it. */
export function UnreadPart({
  part,
  onDismiss,
  onRead,
  onShowPaper,
}: {
  readonly part: TrayPart;
  /** Puts it away, or brings it back. */
  readonly onDismiss: () => void;
  /** It was read, or was not once more. */
  readonly onRead: () => void;
  readonly onShowPaper: (paperId: number) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const isOpen = part.state === 'open';
  const text = part.mendedText ?? part.text;

  async function readAgain(): Promise<void> {
    const result = await perform('unread.readAgain', { unreadId: part.id, text: typed ?? text });
    if (!result.ok) return;
    const { paperIds, reason } = result.value;
    onRead();
    if (reason !== null) {
      tell('It could not be read still.');
      return;
    }
    tell(`Read: ${counted(paperIds.length, 'paper')}.`);
    const [only] = paperIds;
    if (only !== undefined && paperIds.length === 1) onShowPaper(only);
  }

  return (
    <li className="unread-part">
      <p>
        <span className="count">Line {part.line}</span>: {part.newReason ?? part.reason}
      </p>
      {typed === null ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also with the keyboard.
        <pre className="unread-part__text scroll" tabIndex={0}>
          {text.trim() === '' ? '(no text)' : text.trimEnd()}
        </pre>
      ) : (
        <textarea
          className="unread-part__text"
          aria-label={`Text of line ${part.line}`}
          rows={Math.min(16, Math.max(4, typed.split('\n').length + 1))}
          value={typed}
          // biome-ignore lint/a11y/noAutofocus: who asked to mend it goes on by typing.
          autoFocus
          spellCheck={false}
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
      <div className="unread-part__ways">
        {isOpen && typed === null && text !== '' && <Button onPress={() => setTyped(text)}>Mend</Button>}
        {typed !== null && (
          <>
            <Button look="main" onPress={() => void readAgain()}>
              Read again
            </Button>
            {text !== part.text && typed !== part.text && (
              <Button onPress={() => setTyped(part.text)}>As it stood</Button>
            )}
            <Button onPress={() => setTyped(null)}>Cancel</Button>
          </>
        )}
        <Button onPress={onDismiss}>{isOpen ? 'Dismiss' : 'Restore'}</Button>
      </div>
    </li>
  );
}
