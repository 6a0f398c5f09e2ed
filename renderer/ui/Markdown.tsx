import ReactMarkdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { askToLeave } from './leaving.ts';
import { Tex } from './Tex.tsx';
import './markdown.css';

/** Markdown with math, as the user wrote it in a note or comment. HTML in it is shown as text; links ask on a click before the browser opens them. */
export function Markdown({ text }: { readonly text: string }) {
  return (
    <div className="markdown">
      <ReactMarkdown
        remarkPlugins={[remarkGfm, remarkMath]}
        components={{
          a: ({ href, children }) => (
            <a
              href={href}
              onClick={(event) => {
                event.preventDefault();
                // What is no web address (react-markdown empties those that could do harm) leads nowhere.
                if (href !== undefined && /^https?:/i.test(href)) askToLeave(href);
              }}
            >
              {children}
            </a>
          ),
          // remark-math leaves math as code of this class: https://github.com/remarkjs/remark-math
          code: ({ className, children }) =>
            className?.includes('language-math') === true ? (
              <Tex
                tex={String(children)}
                display={className.includes('math-display')}
                source={String(children)}
              />
            ) : (
              <code className={className}>{children}</code>
            ),
          input: ({ checked }) => (
            <input
              type="checkbox"
              checked={checked === true}
              disabled
              aria-label={checked === true ? 'Done' : 'To do'}
            />
          ),
          img: ({ alt, src }) => <span className="markdown__image">{alt || String(src)}</span>,
        }}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}
