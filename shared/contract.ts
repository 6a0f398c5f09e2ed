/**
 * THE contract between window, main and the threads: every call and every event, one line each.
 * The preload, the handlers, the thread messages and the window's client are all typed from it.
 * Adding a call = one entry here and one handler in the thread that it names.
 */
import { z } from 'zod';
import type { Annotation } from './annotation.ts';
import { AnnotationId, COMMENT_LENGTH, HighlightColour, TextRange } from './annotation.ts';
import type { Problem } from './errors.ts';
import type {
  CheckReport,
  ImportProgress,
  ImportReport,
  Note,
  OpenPaper,
  Overview,
  Page,
  Tag,
  Undone,
} from './library.ts';
import { GivenHeading, PaperId, ReadingState } from './paper.ts';

/** Where a call is answered. */
export type Place = 'library' | 'search' | 'main';

interface Call<Where extends Place, Input extends z.ZodType, Output> {
  readonly place: Where;
  /** Whether the window may call it; the others are for main and the command line alone. */
  readonly fromWindow: boolean;
  readonly input: Input;
  /** Carries the type of the answer; never set. */
  readonly output?: Output;
}

function call<Output>() {
  return <Where extends Place, Input extends z.ZodType>(
    place: Where,
    input: Input,
  ): Call<Where, Input, Output> => ({ place, fromWindow: true, input });
}

function innerCall<Output>() {
  return <Where extends Place, Input extends z.ZodType>(
    place: Where,
    input: Input,
  ): Call<Where, Input, Output> => ({ place, fromWindow: false, input });
}

const nothing = z.undefined();
const papers = z.array(PaperId).min(1).max(1_000_000);
const queryText = z.string().max(1_000_000);

/** Longest note, in UTF-16 code units. */
export const NOTE_LENGTH = 10_000_000;

/** Longest name of a tag, in UTF-16 code units. */
export const TAG_LENGTH = 300;

/** All calls by name. */
export const calls = {
  /** The papers that a query finds, page by page; an empty query finds all, the newest import first, in the order of its files. The newest query wins: older ones answer `cancelled`. */
  'papers.page': call<Page>()(
    'search',
    z.object({ query: queryText, offset: z.int().nonnegative(), limit: z.int().positive().max(500) }),
  ),

  /** Tells the search thread which papers changed; null for many or all. */
  'search.refresh': innerCall<void>()('search', z.object({ paperIds: z.array(PaperId).nullable() })),

  /** Everything that the reader shows of a paper. */
  'paper.open': call<OpenPaper>()('library', z.object({ paperId: PaperId })),
  /** Gives papers a heading of the user's; an empty one gives back the dump's or the derived one. */
  'paper.setHeading': call<void>()('library', z.object({ paperId: PaperId, heading: GivenHeading })),
  'paper.setState': call<void>()('library', z.object({ paperIds: papers, state: ReadingState })),
  'paper.setStarred': call<void>()('library', z.object({ paperIds: papers, starred: z.boolean() })),

  /** Marks words of the paper's current version. A body makes it a comment. */
  'annotation.add': call<Annotation>()(
    'library',
    z.object({
      paperId: PaperId,
      versionId: z.int().positive(),
      range: TextRange,
      colour: HighlightColour,
      body: z.string().max(COMMENT_LENGTH).nullable(),
    }),
  ),
  /** Changes colour and comment; an empty body makes it a plain highlight again. */
  'annotation.change': call<Annotation>()(
    'library',
    z.object({
      annotationId: AnnotationId,
      colour: HighlightColour,
      body: z.string().max(COMMENT_LENGTH).nullable(),
    }),
  ),
  'annotation.remove': call<void>()('library', z.object({ annotationId: AnnotationId })),

  /** Puts a tag on papers; makes the tag when there is none of that name yet. */
  'tag.add': call<Tag>()(
    'library',
    z.object({ paperIds: papers, name: z.string().trim().min(1).max(TAG_LENGTH) }),
  ),
  'tag.remove': call<void>()('library', z.object({ paperIds: papers, tagId: z.int().positive() })),

  /** Saves the note as it stands, byte for byte; an empty text removes it. */
  'note.save': call<Note | null>()(
    'library',
    z.object({ paperId: PaperId, text: z.string().max(NOTE_LENGTH) }),
  ),

  /** Takes back the user's last change; null when there is none. */
  'history.undo': call<Undone | null>()('library', nothing),
  /** Makes the last change taken back again; null when there is none. */
  'history.redo': call<Undone | null>()('library', nothing),

  /** Counts, tags and imports for the sidebar. */
  'library.overview': call<Overview>()('library', nothing),
  /** Looks the library over. */
  'library.check': call<CheckReport>()('library', nothing),

  /** Reads files and folders into the library; answers when all is read. Only main and the command line name paths. */
  'import.run': innerCall<ImportReport>()('library', z.object({ paths: z.array(z.string().min(1)).min(1) })),
  /** What became of an import. */
  'import.report': call<ImportReport>()('library', z.object({ importId: z.int().positive() })),
  /** Stops the running import after the record in hand; what was read stays. */
  'import.cancel': call<void>()('library', z.object({ importId: z.int().positive() })),

  /** Asks the user for files and imports them; false when the user thought better of it. */
  'window.chooseFiles': call<boolean>()('main', nothing),
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

/** Whether the library is open. */
export interface LibraryState {
  /** The library's folder. */
  readonly folder: string;
  /** Why it is not open; null when it is. */
  readonly problem: Problem | null;
}

/** Name of a call. */
export type CallName = keyof typeof calls;
/** What a caller gives. */
export type CallInput<Name extends CallName> = z.input<(typeof calls)[Name]['input']>;
/** What a handler gets: the input after its schema. */
export type CallRequest<Name extends CallName> = z.output<(typeof calls)[Name]['input']>;
/** What a call answers. */
export type CallOutput<Name extends CallName> =
  (typeof calls)[Name] extends Call<Place, z.ZodType, infer Output> ? Output : never;

/** Names of the calls answered at one place. */
export type CallsAt<Where extends Place> = {
  [Name in CallName]: (typeof calls)[Name]['place'] extends Where ? Name : never;
}[CallName];

/** The functions that answer the calls of one place. */
export type Handlers<Where extends Place> = {
  readonly [Name in CallsAt<Where>]: (
    input: CallRequest<Name>,
  ) => CallOutput<Name> | Promise<CallOutput<Name>>;
};

/** All events that main and the threads send to the window. */
export interface Events {
  /** Papers or what belongs to them changed; null for many or all of them. */
  'library.changed': { readonly paperIds: readonly number[] | null };
  'import.progress': ImportProgress;
  'import.finished': ImportReport;
  /** An import broke off; what it had read stays. */
  'import.failed': Problem;
  /** The library was opened, or can no longer be used. */
  'library.state': LibraryState;
  /** The window is about to close: save what is typed, then call `window.mayClose`. */
  'window.closing': null;
  /** A menu item was chosen that the window carries out. */
  'menu.command': { readonly command: MenuCommand };
}

/** Commands of the menu that the window carries out. */
export type MenuCommand = 'search' | 'undo' | 'redo' | 'palette' | 'keys' | 'show-report';

/** Name of an event. */
export type EventName = keyof Events;
