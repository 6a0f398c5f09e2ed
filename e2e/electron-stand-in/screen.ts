import { EventEmitter } from 'node:events';
import type { Rectangle } from 'electron';

/** Size of the one display that there is, in pixels. */
export const displaySize = { width: 1920, height: 1080 } as const;

const area: Rectangle = { x: 0, y: 0, ...displaySize };
const display = { id: 1, bounds: area, workArea: area, size: displaySize };

/** Electron's `screen`: one display that never changes. */
export const screen = Object.assign(new EventEmitter(), { getAllDisplays: () => [display] });
