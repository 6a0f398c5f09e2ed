/** The abstract on the page that a card's field stands on, to which keys lead back; to be asked for while the field is there. */
export function abstractBeside(field: HTMLElement): HTMLElement | null {
  return field.closest('.reader__page')?.querySelector<HTMLElement>('.abstract') ?? null;
}
