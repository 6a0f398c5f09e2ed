/**
 * React takes what is not to be seen out of the layout, by an important style: shown, it would have to be laid out first.
 * Of what is important, what an element's own shadow tree says counts more
 * (https://www.w3.org/TR/css-cascade-5/#cascade-context).
 */
const STAYS = new CSSStyleSheet();
STAYS.replaceSync('::slotted(.reader__scroll) { display: block !important }');

/** Has the page in a place laid out while nothing else is to do, though it is not to be seen yet; a ref of the place. */
export function layOutUnseen(place: HTMLElement | null): (() => void) | undefined {
  if (place === null) return undefined;
  if (place.shadowRoot === null) {
    const root = place.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [STAYS];
    root.append(document.createElement('slot'));
  }
  const observer = new MutationObserver(() => {
    // Asking how high it is has it laid out.
    requestIdleCallback(() => void place.firstElementChild?.scrollHeight);
  });
  observer.observe(place, { childList: true });
  return () => observer.disconnect();
}
