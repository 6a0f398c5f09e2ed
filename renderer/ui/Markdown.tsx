import ReactMarkdown from 'react-markdown';
import rehypeKatex from 'rehype-katex';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { perform } from '../postil.ts';
import './markdown.css';

/** Markdown with math, as the user wrote it in a note or comment. HTML in it is shown as text; links open only on a click, in the browser. */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <div className="markdown">
      <ReactMarkdown
        remarkPlugins={[remarkGfm, remarkMath]}
        rehypePlugins={[[rehypeKatex, { strict: 'ignore' }]]}
        components={{
          a: ({ href, children }) => (
            <a
              href={href}
              onClick={(event) => {
                event.preventDefault();
                if (href !== undefined) void perform('window.openLink', { url: href });
              }}
            >
              {children}
            </a>
          ),
          img: ({ alt, src }) => <span className="markdown__image">{alt || String(src)}</span>,
        }}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}
