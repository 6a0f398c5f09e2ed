import { latePart } from './late.ts';

/** What makes a tree of Markdown and shows it. */
export const lateMarkdown = latePart(async () => (await import('./MarkdownTree.tsx')).MarkdownTree);
