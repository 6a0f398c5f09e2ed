import { derivedTriggers } from './0001-derived.ts';
import { historyTriggers } from './0001-history.ts';
import { mergeKeyTables } from './0001-merge-keys.ts';
import { noteTables } from './0001-notes.ts';

const tables = `
-- AUTOINCREMENT where a number must never come to mean something else: history, annotations and links
-- remember numbers of rows that are gone.

-- One act of reading files. finished_ms is null while it waits or runs and when it was broken off: which of them is
-- told by the process that runs it. inputs: JSON of ImportInput[], to read them again. begun: 0 while it waits for
-- another. left_off: the user does not want a broken-off one resumed.
CREATE TABLE import (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  started_ms INTEGER NOT NULL,
  finished_ms INTEGER,
  cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
  inputs TEXT NOT NULL DEFAULT '[]',
  runner TEXT,
  begun INTEGER NOT NULL DEFAULT 0 CHECK (begun IN (0, 1)),
  left_off INTEGER NOT NULL DEFAULT 0 CHECK (left_off IN (0, 1)),
  -- Whether the user has taken it back: the user's own and remembered.
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
) STRICT;

-- A dump file, known by its bytes (SHA-256, lower-case hexadecimal), whatever it is called.
-- withdrawn: all imports that read it were taken back. What follows from the imports: see withdraw.ts.
-- part_id: of a part that no reader understood, in words that the user gave it; see mend.ts.
CREATE TABLE file (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  format TEXT,
  bytes INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
  part_id INTEGER REFERENCES unread (id)
) STRICT;
CREATE INDEX file_by_part ON file (part_id) WHERE part_id IS NOT NULL;
CREATE INDEX file_withdrawn ON file (id) WHERE withdrawn = 1;

-- Files that came to stand or fell, whose papers are still to be grouped anew: those of sources from byte_start on.
-- change_id: under which change that is remembered; see settle-files.ts.
CREATE TABLE unsettled_file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  file_id INTEGER NOT NULL UNIQUE REFERENCES file (id),
  byte_start INTEGER NOT NULL DEFAULT 0,
  change_id INTEGER
) STRICT;

-- What an import made of a file. file_id is null and problem is set (JSON) when the file could not be used.
-- read_bytes: so far it has been read, as counted; what was broken off goes on there. done: nothing more is to be
-- read of it. remark: a sentence for the report.
CREATE TABLE import_file (
  id INTEGER PRIMARY KEY,
  import_id INTEGER NOT NULL REFERENCES import (id) ON DELETE CASCADE,
  file_id INTEGER REFERENCES file (id),
  path TEXT NOT NULL,
  added INTEGER NOT NULL DEFAULT 0,
  merged INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  duration_ms INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  read_bytes INTEGER NOT NULL DEFAULT 0,
  done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
  remark TEXT
) STRICT;
CREATE INDEX import_file_by_import ON import_file (import_id);
CREATE INDEX import_file_by_file ON import_file (file_id);

-- Parts of a dump that no reader understood. state, mended_text and new_reason are the user's own and remembered:
-- a part is open until, its text mended, it was read; a new reason says why mending was not enough. An open one waits
-- in the tray unless dismissed_part names it.
-- again: one that does not wait in the tray, since the same part of the file came before.
CREATE TABLE unread (
  id INTEGER PRIMARY KEY,
  import_file_id INTEGER NOT NULL REFERENCES import_file (id) ON DELETE CASCADE,
  byte_start INTEGER NOT NULL,
  byte_end INTEGER NOT NULL,
  line INTEGER NOT NULL,
  text TEXT NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'mended', 'again')),
  mended_text TEXT,
  new_reason TEXT
) STRICT;
CREATE INDEX unread_by_import_file ON unread (import_file_id, byte_start);
CREATE INDEX unread_open ON unread (import_file_id, byte_start) WHERE state = 'open';
CREATE INDEX unread_mended ON unread (id) WHERE state = 'mended';

-- Parts put away from the tray or brought back to it by one act: the user's own and remembered. One row an act, since
-- a row a part takes seconds to undo where 100,000 were dismissed. part_ids: JSON array of the parts that it moved.
CREATE TABLE tray_move (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  away INTEGER NOT NULL CHECK (away IN (0, 1)),
  part_ids TEXT NOT NULL
) STRICT;

-- Open parts that were put away; follows from tray_move by the triggers below. No foreign key: to look each of many
-- parts up would read all their texts.
CREATE TABLE dismissed_part (
  part_id INTEGER PRIMARY KEY
) STRICT;

-- A paper: what its sources say together. Computed from them alone, so that the order of imports does not matter.
CREATE TABLE paper (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT,
  derived_heading TEXT,       -- made of the abstract, where there is no title
  authors TEXT NOT NULL,      -- JSON array of strings, as all lists here
  institutions TEXT NOT NULL,
  published TEXT,             -- YYYY, YYYY-MM or YYYY-MM-DD
  year INTEGER,
  comment TEXT,
  categories TEXT NOT NULL,
  venue TEXT,
  version_id INTEGER,         -- the version shown; null without an abstract
  added_ms INTEGER NOT NULL,  -- when the import that brought it began
  -- Whether it is left out of lists and searches: in the trash, or of an import that was taken back.
  hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
  -- What it is listed by. Virtual: no title is stored twice. The user's own stands in reading.heading.
  heading TEXT NOT NULL AS (coalesce(title, derived_heading, '')) VIRTUAL
) STRICT;
-- The papers of one import stand in the order of its files, the newest import first.
CREATE INDEX paper_by_added ON paper (added_ms DESC, id);
CREATE INDEX paper_hidden ON paper (id) WHERE hidden = 1;
-- Nearly all papers have these or nearly none: what is counted is who lacks them.
CREATE INDEX paper_without_title ON paper (id) WHERE title IS NULL;
CREATE INDEX paper_without_abstract ON paper (id) WHERE version_id IS NULL;

-- Papers by the beginnings of their headings: whole ones would take twice the room; search/sorting.ts sorts those that
-- begin alike. It follows from paper: new papers are entered in lots (paper-orders.ts), what changes of the others by
-- the triggers below.
CREATE TABLE paper_heading (
  beginning TEXT NOT NULL COLLATE NOCASE,
  paper_id INTEGER NOT NULL,
  PRIMARY KEY (beginning, paper_id)
) STRICT, WITHOUT ROWID;
-- Papers by their dates, '' for none, entered likewise: for sorting, and the years of a query.
CREATE TABLE paper_date (
  published TEXT NOT NULL,
  paper_id INTEGER NOT NULL,
  PRIMARY KEY (published, paper_id)
) STRICT, WITHOUT ROWID;
-- The one row says up to which paper all are entered in both, and up to which some are: those count only once all are.
CREATE TABLE order_place (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  entered INTEGER NOT NULL,
  entering INTEGER NOT NULL
) STRICT;
INSERT INTO order_place VALUES (1, 0, 0);

CREATE TABLE paper_identifier (
  scheme TEXT NOT NULL,
  value TEXT NOT NULL,
  paper_id INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
  -- An arXiv id has one paper. A DOI may have several: two arXiv ids are two papers, even when both name one DOI.
  PRIMARY KEY (scheme, value, paper_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifier_by_paper ON paper_identifier (paper_id);

-- Every title that a source gives a paper: a hash of its key (normalise.ts). It only finds papers to look at.
CREATE TABLE paper_title (
  paper_id INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
  key INTEGER NOT NULL,
  PRIMARY KEY (paper_id, key)
) STRICT, WITHOUT ROWID;

-- An abstract text. hash is that of the normalised text: equal hashes, same paper. withdrawn: only files that were
-- taken back brought it.
CREATE TABLE version (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  paper_id INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  label TEXT NOT NULL,
  hash BLOB NOT NULL DEFAULT x'',
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
) STRICT;
CREATE INDEX version_by_paper ON version (paper_id);

-- The sketches of versions (sketch.ts), those of each transaction in one row, as sketch-index.ts packs them: texts that
-- resemble each other have a value in common, and signatures that are alike. One whose version is gone finds nothing.
CREATE TABLE sketch (
  id INTEGER PRIMARY KEY,
  sketches BLOB NOT NULL
) STRICT;

-- Two papers that may be one, and what speaks for and against it (merge.ts). Follows from sources and decisions.
CREATE TABLE possible_duplicate (
  paper_id INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
  other_id INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
  link TEXT NOT NULL,
  obstacle TEXT NOT NULL,
  score REAL NOT NULL,        -- resemblance of the abstracts, 0 to 1; 1 for what is equal
  same_title INTEGER NOT NULL CHECK (same_title IN (0, 1)),
  PRIMARY KEY (paper_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX possible_duplicate_by_other ON possible_duplicate (other_id);
CREATE INDEX possible_duplicate_by_score ON possible_duplicate (score DESC, paper_id, other_id);

-- Provenance: one record of one dump, its fields as read: JSON of those PaperFields that say something, without the
-- abstract, each by a letter (stored-fields.ts).
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  paper_id INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
  import_id INTEGER NOT NULL REFERENCES import (id),
  file_id INTEGER NOT NULL REFERENCES file (id),
  byte_start INTEGER NOT NULL,
  byte_end INTEGER NOT NULL,
  line INTEGER NOT NULL,
  version_id INTEGER,         -- no foreign key: without an index of its own, each version that goes would cost a scan
  fields TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX source_by_place ON source (file_id, byte_start);
CREATE INDEX source_by_paper ON source (paper_id);
-- With the paper, so that the papers of an import are found without their sources' rows.
CREATE INDEX source_by_import ON source (import_id, paper_id);

-- The user's own. ------------------------------------------------------------------------------------------

-- How the user stands to a paper; no row means: in the inbox, no star, no heading of his own.
CREATE TABLE reading (
  paper_id INTEGER PRIMARY KEY REFERENCES paper (id) ON DELETE CASCADE,
  heading TEXT,
  state TEXT NOT NULL DEFAULT 'inbox' CHECK (state IN ('inbox', 'reading', 'done')),
  starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
  rating INTEGER NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 5) -- 0: none
) STRICT;
CREATE INDEX reading_by_state ON reading (state);
CREATE INDEX reading_by_rating ON reading (rating) WHERE rating > 0;
CREATE INDEX reading_by_star ON reading (starred) WHERE starred = 1;

-- When a paper was last open in the reader, and how far down one had read, 0 to 1. Not remembered: no step of undo.
CREATE TABLE last_read (
  paper_id INTEGER PRIMARY KEY REFERENCES paper (id) ON DELETE CASCADE,
  read_ms INTEGER NOT NULL,
  place REAL NOT NULL
) STRICT;
CREATE INDEX last_read_by_time ON last_read (read_ms, paper_id);

-- Papers to be read next, by rising position. Positions have gaps between them, so that one that is moved leaves
-- the others as they are.
CREATE TABLE queue (
  paper_id INTEGER PRIMARY KEY REFERENCES paper (id) ON DELETE CASCADE,
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX queue_by_position ON queue (position, paper_id);

-- key is the folded name: two tags that differ in case or accents only are one. digit: the key that puts it on papers.
CREATE TABLE tag (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  colour TEXT NOT NULL DEFAULT 'grey',
  digit INTEGER CHECK (digit BETWEEN 1 AND 9)
) STRICT;

-- What the user has decided of two records, known by what they say (merge.ts) and not by rows, so that it holds for
-- all imports to come. one < other. one_keys, other_keys: JSON by which papers of such records are found.
CREATE TABLE decision (
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'apart')),
  one_keys TEXT NOT NULL,
  other_keys TEXT NOT NULL,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_by_other ON decision (other);

-- Papers in the trash, left out of everything until they are restored or the trash is emptied.
CREATE TABLE trash (
  paper_id INTEGER PRIMARY KEY REFERENCES paper (id) ON DELETE CASCADE,
  trashed_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE paper_tag (
  paper_id INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
  PRIMARY KEY (paper_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX paper_tag_by_tag ON paper_tag (tag_id);

-- selectors is the JSON of Selector[]; offsets in UTF-16 code units of the version's text.
-- No foreign key to version: an annotation outlives every text.
CREATE TABLE annotation (
  id TEXT PRIMARY KEY,
  paper_id INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
  version_id INTEGER NOT NULL,
  colour TEXT NOT NULL,
  style TEXT NOT NULL DEFAULT 'highlight' CHECK (style IN ('highlight', 'underline')),
  body TEXT,
  selectors TEXT NOT NULL,
  created_ms INTEGER NOT NULL,
  changed_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX annotation_by_paper ON annotation (paper_id);

-- Tags of annotations are those of papers, so that one name means one thing.
CREATE TABLE annotation_tag (
  annotation_id TEXT NOT NULL REFERENCES annotation (id) ON DELETE CASCADE,
  tag_id INTEGER NOT NULL REFERENCES tag (id) ON DELETE CASCADE,
  PRIMARY KEY (annotation_id, tag_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX annotation_tag_by_tag ON annotation_tag (tag_id);

-- What the user means by a colour of annotations ("claim"); no row: nothing yet.
CREATE TABLE colour_meaning (
  colour TEXT PRIMARY KEY,
  meaning TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE note (
  paper_id INTEGER PRIMARY KEY REFERENCES paper (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  changed_ms INTEGER NOT NULL
) STRICT;

-- A query that the user keeps as a line of the sidebar. sort: one of SORTS (shared/search.ts).
CREATE TABLE saved_search (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  query TEXT NOT NULL,
  sort TEXT NOT NULL
) STRICT;

-- Queries asked lately, to be asked again. Not remembered: who clears it wants it gone.
CREATE TABLE recent_search (
  query TEXT PRIMARY KEY,
  used_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX recent_search_by_used ON recent_search (used_ms);

-- One step of undo. The undone ones are always the newest.
-- subject: what a change that goes on while the user types is about ('note 12'); the next of the same subject
-- joins it for a while. Null for all others. paper_count: papers whose rows it changed. import_id: the import that
-- the step is (import-step.ts); null for all others.
CREATE TABLE change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  made_ms INTEGER NOT NULL,
  label TEXT NOT NULL,
  subject TEXT,
  paper_count INTEGER NOT NULL DEFAULT 0,
  import_id INTEGER REFERENCES import (id),
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX change_by_time ON change (made_ms);
CREATE INDEX change_undone ON change (id) WHERE undone = 1;
CREATE UNIQUE INDEX change_by_import ON change (import_id) WHERE import_id IS NOT NULL;

-- The change being made, if any: triggers write history under it. Never more than one row.
CREATE TABLE current_change (
  id INTEGER PRIMARY KEY REFERENCES change (id)
) STRICT;

-- Rows before and after, as JSON objects; null for a row that was not there. Written by triggers alone.
-- No foreign key to paper: the memory of a paper outlives it.
CREATE TABLE history (
  id INTEGER PRIMARY KEY,
  change_id INTEGER NOT NULL REFERENCES change (id) ON DELETE CASCADE,
  table_name TEXT NOT NULL,
  paper_id INTEGER,
  before TEXT,
  after TEXT
) STRICT;
-- Keys that papers once had, by which they may still be cited elsewhere.
CREATE INDEX history_of_keys ON history ((before ->> '$.key') COLLATE NOCASE) WHERE table_name = 'citation_key';
CREATE INDEX history_by_change ON history (change_id);
CREATE INDEX history_by_paper ON history (paper_id) WHERE paper_id IS NOT NULL;

-- Search. --------------------------------------------------------------------------------------------------

-- Folded words (shared/fold.ts) of each paper, rowid = paper.id. The texts themselves are not kept twice.
-- Since folding has settled what a word is, the tokenizer need only divide at blanks: ascii takes every other
-- character above 127 for a letter.
CREATE VIRTUAL TABLE paper_index USING fts5 (
  title, authors, abstract, comment, venue, categories, institutions, note, annotations,
  content = '', contentless_delete = 1, tokenize = 'ascii'
);
-- https://www.sqlite.org/fts5.html#configuration_options_config_table_. hashsize: what a transaction of an import
-- indexes is written once, at its end, and not in several segments. automerge: index-merge.ts does it. usermerge: these being
-- fewer, six of a level are merged at a time, and a search still looks into as many. pgsz: a leaf fills a page of the library.
-- Measured with 100,000 papers in transactions of 600: an eighth less time for the index than by default, and a third less in
-- the log.
INSERT INTO paper_index (paper_index, rank) VALUES ('hashsize', 4194304), ('automerge', 0), ('usermerge', 6), ('pgsz', 8100);
-- Papers whose index row is behind what they hold: a long note is indexed some time after it was saved.
CREATE TABLE index_due (
  paper_id INTEGER PRIMARY KEY
) STRICT;
CREATE VIRTUAL TABLE paper_words USING fts5vocab (paper_index, 'row');
`;

/**
 * The first schema. Three kinds of tables:
 * what dumps said (file, import, import_file, source, version, unread), what follows from that and can be
 * computed again (paper, paper_identifier, paper_index), and what is the user's own (reading, tag, paper_tag,
 * annotation, note), which alone has a history.
 */
export const libraryTables: string =
  tables + noteTables + mergeKeyTables + historyTriggers() + derivedTriggers();
