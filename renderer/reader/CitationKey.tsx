import { Check, Copy, Pencil } from 'lucide-react';
import { useState } from 'react';
import { perform } from '../postil.ts';
import { IconButton } from '../ui/Button.tsx';
import { copyText } from '../ui/links.ts';
import './citation-key.css';

/** The name by which the paper is cited: to be copied, and to be changed. */
export function CitationKey({
  paperId,
  citationKey,
}: {
  readonly paperId: number;
  readonly citationKey: string;
}) {
  const [typed, setTyped] = useState<string | null>(null);

  async function save(): Promise<void> {
    if (typed === null) return;
    const key = typed.trim();
    if (key === '' || key === citationKey || (await perform('paper.setCitationKey', { paperId, key })).ok) {
      setTyped(null);
    }
  }

  if (typed !== null) {
    return (
      <span className="citation-key">
        <input
          className="citation-key__field"
          aria-label="Citation key"
          value={typed}
          // biome-ignore lint/a11y/noAutofocus: it stands where the button was that asked for it
          autoFocus
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') void save();
            if (event.key === 'Escape') setTyped(null);
          }}
          onBlur={() => void save()}
        />
        <IconButton label="Save citation key" onPress={() => void save()}>
          <Check size={14} />
        </IconButton>
      </span>
    );
  }
  return (
    <span className="citation-key">
      <code>{citationKey}</code>
      <IconButton label="Copy citation key" onPress={() => copyText(citationKey, 'Citation key')}>
        <Copy size={13} />
      </IconButton>
      <IconButton label="Edit citation key" onPress={() => setTyped(citationKey)}>
        <Pencil size={13} />
      </IconButton>
    </span>
  );
}
