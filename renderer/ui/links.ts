import { useEffect, useRef } from 'react';
import { type Link, parseLink } from '../../shared/link.ts';
import { tell } from './messages.ts';

type Show = (link: Link) => void;

const shows = new Set<{ readonly current: Show }>();

/** Shows what a `postil://` link leads to. @returns false for what is none */
export function followLink(text: string): boolean {
  const link = parseLink(text);
  if (link === null) return false;
  for (const show of shows) show.current(link);
  return true;
}

/** Carries links out for as long as the component is there. */
export function useLinks(show: Show): void {
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  useEffect(() => {
    shows.add(latest);
    return () => {
      shows.delete(latest);
    };
  }, []);
}

/** Longest text that is shown when it is copied, in UTF-16 code units. */
const SHOWN_LENGTH = 120;

/** Puts a text on the clipboard, and says so. @param what as it is said: "Link" */
export function copyText(text: string, what: string): void {
  // Not the clipboard of the navigator, which asks for a permission that the window never gives.
  function put(event: ClipboardEvent): void {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
  }
  document.addEventListener('copy', put, { capture: true, once: true });
  const isCopied = document.execCommand('copy');
  document.removeEventListener('copy', put, { capture: true });
  const shown = text.length > SHOWN_LENGTH || text.includes('\n') ? '.' : `: ${text}`;
  tell(isCopied ? `${what} copied${shown}` : `${what} could not be copied${shown}`);
}
