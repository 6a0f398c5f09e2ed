import { z } from 'zod';
import type { LibraryState } from '../library.ts';
import { call, nothing } from './call.ts';

/** Calls that main answers itself: dialogs, links, the window. */
export const windowCalls = {
  /** Asks the user for files and imports them; false when the user thought better of it. */
  'window.chooseFiles': call<boolean>()('main', nothing),
  /** Imports the text that the clipboard holds; false when it holds none. */
  'window.importClipboard': call<boolean>()('main', nothing),
  /** Opens a link of a paper in the user's browser, after a click. Only http and https. */
  'window.openLink': call<void>()('main', z.object({ url: z.url({ protocol: /^https?$/ }).max(8000) })),
  /** Answers the event `window.closing`: the window may go, at once where all that was typed is saved. */
  'window.mayClose': call<void>()('main', z.object({ saved: z.boolean() })),
  'window.setTheme': call<void>()('main', z.object({ theme: z.enum(['system', 'light', 'dark']) })),
  /** Where the library is, and what keeps it from opening, if anything does. */
  'window.library': call<LibraryState>()('main', nothing),
  /** Tries again to open the library. */
  'window.retryLibrary': call<LibraryState>()('main', nothing),
  /** Asks the user for another library folder and opens it. */
  'window.chooseLibrary': call<LibraryState>()('main', nothing),
} as const;
