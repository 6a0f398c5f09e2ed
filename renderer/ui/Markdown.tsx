import { createContext, type ReactNode, useContext } from 'react';
import ReactMarkdown, { type Components, defaultUrlTransform } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { isLink } from '../../shared/link.ts';
import type { LinkTarget } from '../../shared/note.ts';
import { DEEPEST, depthOf } from './depth.ts';
import { askToLeave } from './leaving.ts';
import { followLink } from './links.ts';
import { Tex } from './Tex.tsx';
import './markdown.css';

/** What goes on around a text that is shown. */
interface Surroundings {
  readonly targets: ReadonlyMap<string, LinkTarget> | undefined;
  readonly onCheck: ((offset: number) => void) | undefined;
}

const Around = createContext<Surroundings>({ targets: undefined, onCheck: undefined });
/** Where the entry of a list begins, for its box. */
const EntryOffset = createContext<number | undefined>(undefined);

/** Once for all: components made anew would take their elements, and the focus in them, away with each key. */
const COMPONENTS: Components = {
  a: ({ href, children }) => <MarkdownLink href={href}>{children}</MarkdownLink>,
  // remark-math leaves math as code of this class: https://github.com/remarkjs/remark-math
  code: ({ className, children }) =>
    className?.includes('language-math') === true ? (
      <Tex tex={String(children)} display={className.includes('math-display')} source={String(children)} />
    ) : (
      <code className={className}>{children}</code>
    ),
  li: ({ className, children, node }) => (
    <EntryOffset value={node?.position?.start.offset}>
      <li className={className}>{children}</li>
    </EntryOffset>
  ),
  input: ({ checked }) => <Box isChecked={checked === true} />,
  img: ({ alt, src }) => <span className="markdown__image">{alt || String(src)}</span>,
};

const PLUGINS = [remarkGfm, remarkMath];

/** Shows a text as it was written that is nested too deep to be laid out. */
function shallow() {
  return (tree: { children: unknown[] }, file: { readonly value: unknown }) => {
    if (depthOf(tree as Parameters<typeof depthOf>[0]) <= DEEPEST) return;
    const text = { type: 'text', value: String(file.value) };
    tree.children = [{ type: 'element', tagName: 'p', properties: {}, children: [text] }];
  };
}

const TREE_PLUGINS = [shallow];

/**
 * Markdown with math, as the user wrote it in a note or comment. HTML in it is shown as text; links open only on a
 * click: those of the library here, others in the browser.
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
  return (
    <Around value={{ targets, onCheck }}>
      <div className="markdown">
        <ReactMarkdown
          remarkPlugins={PLUGINS}
          rehypePlugins={TREE_PLUGINS}
          components={COMPONENTS}
          urlTransform={(url) => (isLink(url) ? url : defaultUrlTransform(url))}
        >
          {text}
        </ReactMarkdown>
      </div>
    </Around>
  );
}

function MarkdownLink({
  href,
  children,
}: {
  readonly href: string | undefined;
  readonly children: ReactNode;
}) {
  const { targets } = useContext(Around);
  const isOurs = href !== undefined && isLink(href);
  const target = isOurs ? targets?.get(href.toLowerCase()) : undefined;
  if (isOurs && targets !== undefined && target === undefined) {
    return (
      <span className="markdown__gone" title="What this link led to is no longer in the library.">
        {children}
      </span>
    );
  }
  return (
    <a
      href={href}
      title={target?.paper.heading}
      onClick={(event) => {
        event.preventDefault();
        // What is no web address (react-markdown empties those that could do harm) leads nowhere.
        if (href === undefined || followLink(href)) return;
        if (/^https?:/i.test(href)) askToLeave(href);
      }}
    >
      {children}
    </a>
  );
}

function Box({ isChecked }: { readonly isChecked: boolean }) {
  const { onCheck } = useContext(Around);
  const offset = useContext(EntryOffset);
  return (
    <input
      type="checkbox"
      checked={isChecked}
      disabled={onCheck === undefined || offset === undefined}
      aria-label={isChecked ? 'Done' : 'To do'}
      onChange={() => {
        if (offset !== undefined) onCheck?.(offset);
      }}
    />
  );
}
