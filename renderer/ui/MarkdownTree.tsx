import { createContext, type ReactElement, type ReactNode, useContext } from 'react';
import ReactMarkdown, { type Components, defaultUrlTransform } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { isLink } from '../../shared/link.ts';
import { DEEPEST, depthOf } from './depth.ts';
import { askToLeave } from './leaving.ts';
import { followLink } from './links.ts';
import type { Markdown } from './Markdown.tsx';
import { Tex } from './Tex.tsx';

type Shown = Parameters<typeof Markdown>[0];

/** What goes on around a text that is shown. */
type Surroundings = Required<Omit<Shown, 'text'>>;

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

/** Elements of the tree of a text, as far as they are looked at here. */
interface TreeElement {
  readonly children?: readonly TreeElement[];
  readonly properties?: { className?: unknown };
  readonly position?: { readonly start: { readonly offset?: number } };
}

/** Math in double dollars stands on a line of its own; remark-math takes it for part of its line where both are on one. */
function displayed() {
  return (tree: TreeElement, file: { readonly value: unknown }) => {
    const text = String(file.value);
    const left: TreeElement[] = [tree];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const { children = [], properties, position } = next;
      left.push(...children);
      const names = properties?.className;
      if (properties === undefined || !Array.isArray(names) || !names.includes('math-inline')) continue;
      if (text.startsWith('$$', position?.start.offset))
        properties.className = ['language-math', 'math-display'];
    }
  };
}

const TREE_PLUGINS = [shallow, displayed];

/** What {@link Markdown} shows, once it has been loaded. */
export function MarkdownTree({ text, targets, onCheck }: Shown) {
  return <Around value={{ targets, onCheck }}>{text.length > LONGEST_KEPT ? read(text) : kept(text)}</Around>;
}

/** The latest short texts as elements: a comment is seen again whenever its paper is opened. */
const latest = new Map<string, ReactElement>();
const MOST_LATEST = 300;
/** In UTF-16 code units: a note changes with each key. */
const LONGEST_KEPT = 2000;

function kept(text: string): ReactElement {
  const tree = latest.get(text) ?? read(text);
  latest.delete(text);
  latest.set(text, tree);
  const [oldest] = latest.keys();
  if (latest.size > MOST_LATEST && oldest !== undefined) latest.delete(oldest);
  return tree;
}

function read(text: string): ReactElement {
  return ReactMarkdown({
    children: text,
    remarkPlugins: PLUGINS,
    rehypePlugins: TREE_PLUGINS,
    components: COMPONENTS,
    urlTransform: (url) => (isLink(url) ? url : defaultUrlTransform(url)),
  });
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
  // What is neither a web address nor ours leads nowhere, and is no link.
  if (href === undefined || !(isOurs || /^https?:/i.test(href))) return children;
  return (
    <a
      href={href}
      title={target?.paper.heading}
      onClick={(event) => {
        event.preventDefault();
        if (!followLink(href)) askToLeave(href);
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
