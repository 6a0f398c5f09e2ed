/** How a command is shown in menu, palette and list of keys, and what calls it. */
export interface CommandLook {
  readonly label: string;
  /** Its part of palette and list of keys, and its menu. `Go`: the pages of renderer/pages.tsx. */
  readonly group: 'Find' | 'Move' | 'Go' | 'Paper' | 'Highlight' | 'Library' | 'Window';
  /** Keys as shown; `Mod` is ⌘ on a Mac, else Ctrl. Empty for commands without keys. */
  readonly keys: readonly string[];
}

/** All commands of the window by name: those of keys, menu and palette are the same. */
const COMMANDS = {
  search: { label: 'Search papers', group: 'Find', keys: ['/', 'Mod F'] },
  palette: { label: 'Command palette', group: 'Find', keys: ['Mod K'] },
  exactly: { label: 'Search exactly, or bend words again', group: 'Find', keys: ['Mod E'] },
  within: { label: 'Search within these results', group: 'Find', keys: [] },
  'save-search': { label: 'Save this search', group: 'Find', keys: [] },
  why: { label: 'Why is this here', group: 'Find', keys: ['W'] },
  'more-like': { label: 'More like this', group: 'Find', keys: ['L'] },
  'like-text': { label: 'Like pasted text…', group: 'Find', keys: [] },
  next: { label: 'Next paper', group: 'Move', keys: ['J'] },
  previous: { label: 'Previous paper', group: 'Move', keys: ['K'] },
  read: { label: 'Go to the abstract', group: 'Move', keys: ['Enter'] },
  papers: { label: 'Back to the list', group: 'Move', keys: ['Escape'] },
  'choose-all': { label: 'Choose all that were found', group: 'Move', keys: ['Mod A'] },
  triage: { label: 'Triage: decide paper by paper', group: 'Move', keys: ['G'] },
  star: { label: 'Star, or take the star away', group: 'Paper', keys: ['S'] },
  done: { label: 'Done, or back to the inbox', group: 'Paper', keys: ['E'] },
  reading: { label: 'Reading, or back to the inbox', group: 'Paper', keys: ['R'] },
  tag: { label: 'Add a tag', group: 'Paper', keys: ['T'] },
  'tag-1': { label: 'Put on or take off tag 1', group: 'Paper', keys: ['Alt 1'] },
  'tag-2': { label: 'Put on or take off tag 2', group: 'Paper', keys: ['Alt 2'] },
  'tag-3': { label: 'Put on or take off tag 3', group: 'Paper', keys: ['Alt 3'] },
  'tag-4': { label: 'Put on or take off tag 4', group: 'Paper', keys: ['Alt 4'] },
  'tag-5': { label: 'Put on or take off tag 5', group: 'Paper', keys: ['Alt 5'] },
  'tag-6': { label: 'Put on or take off tag 6', group: 'Paper', keys: ['Alt 6'] },
  'tag-7': { label: 'Put on or take off tag 7', group: 'Paper', keys: ['Alt 7'] },
  'tag-8': { label: 'Put on or take off tag 8', group: 'Paper', keys: ['Alt 8'] },
  'tag-9': { label: 'Put on or take off tag 9', group: 'Paper', keys: ['Alt 9'] },
  'rate-up': { label: 'Rate higher', group: 'Paper', keys: ['.'] },
  'rate-down': { label: 'Rate lower', group: 'Paper', keys: [','] },
  queue: { label: 'Queue for reading, or take out of the queue', group: 'Paper', keys: ['Q'] },
  'queue-up': { label: 'Move up in the queue', group: 'Paper', keys: ['Alt ArrowUp'] },
  'queue-down': { label: 'Move down in the queue', group: 'Paper', keys: ['Alt ArrowDown'] },
  note: { label: 'Write the note', group: 'Paper', keys: ['N'] },
  template: { label: 'Insert a note template', group: 'Paper', keys: [] },
  'note-history': { label: 'Show the history of the note', group: 'Paper', keys: [] },
  'copy-link': { label: 'Copy the link to the paper', group: 'Paper', keys: [] },
  'copy-key': { label: 'Copy the citation key', group: 'Paper', keys: [] },
  heading: { label: 'Edit the heading', group: 'Paper', keys: [] },
  trash: { label: 'Move to the trash, or out of it', group: 'Paper', keys: ['Delete'] },
  yellow: { label: 'Highlight in yellow', group: 'Highlight', keys: ['1'] },
  green: { label: 'Highlight in green', group: 'Highlight', keys: ['2'] },
  blue: { label: 'Highlight in blue', group: 'Highlight', keys: ['3'] },
  pink: { label: 'Highlight in pink', group: 'Highlight', keys: ['4'] },
  orange: { label: 'Highlight in orange', group: 'Highlight', keys: ['5'] },
  purple: { label: 'Highlight in purple', group: 'Highlight', keys: ['6'] },
  underline: { label: 'Underline', group: 'Highlight', keys: ['U'] },
  comment: { label: 'Comment on the selection', group: 'Highlight', keys: ['C'] },
  'next-annotation': { label: 'Next annotation', group: 'Highlight', keys: [']'] },
  'previous-annotation': { label: 'Previous annotation', group: 'Highlight', keys: ['['] },
  'fit-annotation': { label: 'Extend or shrink to the selection', group: 'Highlight', keys: ['F'] },
  'merge-annotations': { label: 'Merge annotations', group: 'Highlight', keys: ['M'] },
  'split-annotation': { label: 'Split at the caret', group: 'Highlight', keys: ['X'] },
  'tag-annotation': { label: 'Tag the annotation', group: 'Highlight', keys: ['#'] },
  'quote-annotation': { label: 'Copy the annotation as a quotation', group: 'Highlight', keys: [] },
  'delete-annotation': { label: 'Delete annotation', group: 'Highlight', keys: [] },
  'name-colours': { label: 'Name the colours', group: 'Highlight', keys: [] },
  annotations: { label: 'All annotations', group: 'Go', keys: [] },
  timeline: { label: 'Timeline', group: 'Go', keys: [] },
  duplicates: { label: 'Possible duplicates', group: 'Go', keys: [] },
  tags: { label: 'Tags', group: 'Go', keys: [] },
  backups: { label: 'Backups', group: 'Go', keys: [] },
  undo: { label: 'Undo', group: 'Library', keys: ['Mod Z'] },
  redo: { label: 'Redo', group: 'Library', keys: ['Mod Shift Z'] },
  import: { label: 'Import files…', group: 'Library', keys: [] },
  'import-clipboard': { label: 'Import from clipboard', group: 'Library', keys: [] },
  unread: { label: 'What could not be read', group: 'Go', keys: [] },
  'export-papers': { label: 'Export…', group: 'Library', keys: [] },
  'show-report': { label: 'Show the last import report', group: 'Library', keys: [] },
  'larger-text': { label: 'Larger abstract', group: 'Window', keys: ['>'] },
  'smaller-text': { label: 'Smaller abstract', group: 'Window', keys: ['-'] },
  'usual-text': { label: 'Abstract in its usual size', group: 'Window', keys: [] },
  'theme-system': { label: 'Theme: System', group: 'Window', keys: [] },
  'theme-light': { label: 'Theme: Light', group: 'Window', keys: [] },
  'theme-dark': { label: 'Theme: Dark', group: 'Window', keys: [] },
  'copy-diagnostics': { label: 'Copy diagnostics', group: 'Window', keys: [] },
  keys: { label: 'Keys and ways to search', group: 'Window', keys: ['?'] },
} as const satisfies Readonly<Record<string, CommandLook>>;

/** Name of a command. */
export type Command = keyof typeof COMMANDS;

/** All names, in the order in which the palette and the list of keys show them. */
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly Command[];

/** All commands by name, with their looks. */
export const COMMAND_LOOKS: Readonly<Record<Command, CommandLook>> = COMMANDS;
