import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import '../ui/form.css';

/** Asks for a text that papers are to be like. */
export function LikeTextDialog({
  onClose,
}: {
  /** Told the text; null for none. */
  readonly onClose: (text: string | null) => void;
}) {
  const [text, setText] = useState('');
  const isReady = /[\p{L}\p{N}]/u.test(text);
  return (
    <Dialog title="Like pasted text" isOpen onClose={() => onClose(null)}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) onClose(text);
        }}
      >
        <label className="form__field">
          Text of an abstract, or of a draft
          <textarea
            value={text}
            autoFocus
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && isReady) onClose(text);
            }}
          />
        </label>
        <div className="form__ways">
          <Button onPress={() => onClose(null)}>Cancel</Button>
          <Button look="main" type="submit" isDisabled={!isReady}>
            Find papers like it
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
