// Types of Chromium's DevTools protocol. Playwright ships them, but its package does not export that file by name.
import type { Protocol } from '../../node_modules/playwright-core/types/protocol.d.ts';

export type { Protocol };

/** Name of a command of the DevTools protocol, for example `Page.navigate`. */
export type Command = keyof Protocol.CommandParameters;

/** Name of an event of the DevTools protocol, for example `Page.frameNavigated`. */
export type ProtocolEvent = keyof Protocol.Events;
