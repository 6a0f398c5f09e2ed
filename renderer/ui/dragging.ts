import type { DragEvent } from 'react';

/** What is dragged within the window. */
const KINDS = { papers: 'application/x-postil-papers', tag: 'application/x-postil-tag' } as const;

/** Gives papers to a drag that begins. */
export function dragPapers(event: DragEvent, paperIds: readonly number[]): void {
  event.dataTransfer.setData(KINDS.papers, JSON.stringify(paperIds));
  event.dataTransfer.effectAllowed = 'copyMove';
}

/** Gives a tag to a drag that begins. */
export function dragTag(event: DragEvent, name: string): void {
  event.dataTransfer.setData(KINDS.tag, name);
  event.dataTransfer.effectAllowed = 'copyMove';
}

/** Whether that is being dragged; then a drop is allowed here, and the window, which takes files alone, is not asked. */
export function allowsDrop(event: DragEvent, kind: keyof typeof KINDS): boolean {
  if (!event.dataTransfer.types.includes(KINDS[kind])) return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}

/** The papers that were dropped; none when it was something else. */
export function droppedPapers(event: DragEvent): number[] {
  const text = event.dataTransfer.getData(KINDS.papers);
  return text === '' ? [] : (JSON.parse(text) as number[]);
}

/** The name of the tag that was dropped; null when it was something else. */
export function droppedTag(event: DragEvent): string | null {
  const name = event.dataTransfer.getData(KINDS.tag);
  return name === '' ? null : name;
}
