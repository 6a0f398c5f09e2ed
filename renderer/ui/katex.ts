/** KaTeX with its styles, in a chunk of its own. */
import katex from 'katex';
import 'katex/dist/katex.css';

export { katex };
