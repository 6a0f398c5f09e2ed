import type { LinkTarget } from '../../shared/note.ts';
import { useLate } from './late.ts';
import { lateMarkdown } from './late-markdown.ts';
import './markdown.css';

/**
 * Markdown with math, as the user wrote it in a note or comment. HTML in it is shown as text; links open only on a
 * click: those of the library here, others in the browser. Until what reads it is there, it is shown as it was written.
 * @param targets what its `postil://` links lead to, by link: one that leads to nothing is text. Undefined: not known
 * @param onCheck told the offset of an entry of a list whose box was clicked; without it boxes are not to be clicked
 */
export function Markdown({
  text,
  targets,
  onCheck,
}: {
  readonly text: string;
  readonly targets?: ReadonlyMap<string, LinkTarget> | undefined;
  readonly onCheck?: ((offset: number) => void) | undefined;
}) {
  const MarkdownTree = useLate(lateMarkdown);
  return (
    <div className="markdown">
      {MarkdownTree === null ? (
        <p className="markdown__source">{text}</p>
      ) : (
        <MarkdownTree text={text} targets={targets} onCheck={onCheck} />
      )}
    </div>
  );
}
