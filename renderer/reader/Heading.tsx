import { Pencil } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Paper } from '../../shared/paper.ts';
import { perform } from '../postil.ts';
import { IconButton } from '../ui/Button.tsx';
import { useCommands } from '../ui/commands.ts';
import { MathText } from '../ui/MathText.tsx';
import './heading.css';

/** The paper's heading, which says so when it was derived, and can be given by the user; to be given the paper's id as its key. */
export function Heading({ paper }: { readonly paper: Paper }) {
  const [edited, setEdited] = useState<string | null>(null);
  const isOver = useRef(false);

  function begin(): void {
    isOver.current = false;
    setEdited(paper.heading);
  }

  function end(how: 'save' | 'cancel'): void {
    if (isOver.current) return;
    isOver.current = true;
    setEdited(null);
    if (how === 'cancel' || edited === null || edited.trim() === paper.heading) return;
    void perform('paper.setHeading', { paperId: paper.id, heading: edited.trim() });
  }

  useCommands({ heading: begin });

  if (edited !== null) {
    return (
      <header className="heading">
        <h1 className="unseen">{paper.heading}</h1>
        <textarea
          ref={(node) => {
            if (node !== null && document.activeElement !== node) {
              node.focus();
              node.select();
            }
          }}
          aria-label="Heading"
          className="heading__field"
          rows={1}
          maxLength={1000}
          value={edited}
          onChange={(event) => setEdited(event.target.value.replaceAll('\n', ' '))}
          onBlur={() => end('save')}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'Enter') {
              event.preventDefault();
              end('save');
            }
            if (event.key === 'Escape') end('cancel');
          }}
        />
        <p className="heading__origin">
          Empty gives back the {paper.title === null ? 'derived heading' : 'title of the dump'}.
        </p>
      </header>
    );
  }
  return (
    <header className="heading">
      <div className="heading__line">
        <h1
          className={`heading__words ${paper.headingOrigin === 'abstract' ? 'heading__words--derived' : ''}`}
        >
          <MathText text={paper.heading} />
        </h1>
        <IconButton label="Edit heading" onPress={begin}>
          <Pencil size={14} />
        </IconButton>
      </div>
      {paper.headingOrigin !== 'title' && (
        <p className="heading__origin">
          {paper.headingOrigin === 'abstract' ? 'derived from the abstract' : 'your heading'}
        </p>
      )}
    </header>
  );
}
