import { useCallback, useEffect } from 'react';
import type { Link } from '../shared/link.ts';
import { linkText } from '../shared/note.ts';
import { listen, perform } from './postil.ts';
import { useLinks } from './ui/links.ts';
import { tell } from './ui/messages.ts';

/** Follows links to papers and annotations: those of the window, and those that the system hands over. */
export function useShowLink(showPaper: (paperId: number, annotationId: string | null) => void): void {
  const showLink = useCallback(
    async (link: Link) => {
      const result = await perform('link.targets', { links: [linkText(link)] });
      if (!result.ok) return;
      const [target] = result.value;
      if (target !== undefined) showPaper(target.paper.id, link.annotationId);
      else tell(`What this link leads to is not in this library: ${linkText(link)}`);
    },
    [showPaper],
  );
  useLinks((link) => void showLink(link));
  useEffect(() => listen('window.showLink', (link) => void showLink(link)), [showLink]);
}
