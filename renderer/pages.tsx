import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { Command } from '../shared/commands.ts';

/** What a page is given by the window around it. */
export interface PageProps {
  /** Leaves the page and shows the papers that a query finds. */
  readonly onGo: (query: string) => void;
  /** Leaves the page and opens a paper in the reader; at one of its annotations, unless that is null. */
  readonly onShowPaper: (paperId: number, annotationId: string | null) => void;
}

/**
 * Pages that stand in place of list and reader, by the command that opens them; each is loaded when it is first
 * opened: `unread: lazy(() => import('./unread/Unread.tsx'))`.
 */
export const PAGES: Partial<Record<Command, LazyExoticComponent<ComponentType<PageProps>>>> = {
  annotations: lazy(() => import('./annotations/AllAnnotations.tsx')),
  unread: lazy(() => import('./unread/Unread.tsx')),
  tags: lazy(() => import('./tags/Tags.tsx')),
  duplicates: lazy(() => import('./duplicates/Duplicates.tsx')),
  backups: lazy(() => import('./backups/Backups.tsx')),
  timeline: lazy(() => import('./timeline/Timeline.tsx')),
};
