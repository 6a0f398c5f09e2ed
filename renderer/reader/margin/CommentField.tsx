import { useEffect, useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { abstractBeside } from './abstract-beside.ts';

/**
 * Where a comment is written: leaving it saves, Escape forgets what was typed; keys that end it lead back to the abstract.
 * It stays until the comment is saved, so that nothing typed is lost where that fails.
 */
export function CommentField({
  body,
  onSave,
  onCancel,
}: {
  readonly body: string;
  /** Tells whether it was saved. */
  readonly onSave: (body: string) => Promise<boolean> | undefined;
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
    if (how === 'save' && text.trim() !== body.trim()) {
      void onSave(text.trim())?.then((isSaved) => {
        isOver.current = isSaved;
      });
    } else onCancel();
  }
  const leave = useRef(end);
  useEffect(() => {
    leave.current = end;
  });
  // A field that goes with its paper, since another is opened, loses the focus without being told.
  useEffect(() => () => leave.current('save'), []);

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
          const saves = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
          if (!saves && event.key !== 'Escape') return;
          const abstract = abstractBeside(event.currentTarget);
          end(saves ? 'save' : 'cancel');
          abstract?.focus({ preventScroll: true });
        }}
      />
      <div className="comment__ways">
        <Button look="main" onPress={() => end('save')}>
          Save
        </Button>
      </div>
    </div>
  );
}
