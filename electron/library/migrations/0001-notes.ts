/** The part of the first schema that is about notes and citation keys. */
export const noteTables = `
-- Each writing of a note, whoever wrote it: [start, removed, inserted] as JSON (see note-log.ts, whose triggers write
-- this, the history of notes and note_link). The texts of a note are the one it has, taken back writing by writing.
-- change_id: the change it was part of; null for undo, redo and joining. Outlives note and paper, as history does.
CREATE TABLE note_revision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  paper_id INTEGER NOT NULL,
  change_id INTEGER,
  made_ms INTEGER NOT NULL,
  splice TEXT NOT NULL
) STRICT;
CREATE INDEX note_revision_by_paper ON note_revision (paper_id, id);

-- Papers and annotations that a note links to, by number or id, whether they are there or not. Follows from the text.
CREATE TABLE note_link (
  paper_id INTEGER NOT NULL REFERENCES paper (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('paper', 'annotation')),
  target TEXT NOT NULL,
  PRIMARY KEY (paper_id, kind, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX note_link_by_target ON note_link (kind, target);

-- Papers that were joined with others: links to them lead there, until they are parted again.
CREATE TABLE joined_paper (
  id INTEGER PRIMARY KEY,
  into_id INTEGER NOT NULL
) STRICT;
CREATE INDEX joined_paper_by_into ON joined_paper (into_id);

-- Beginnings of notes, to be put in with what stands in {{braces}} filled in.
CREATE TABLE note_template (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

-- The name by which a paper is cited. Given when it is first asked for; from then on it stays, unless the user
-- changes it, and no other paper is given one that this one had.
CREATE TABLE citation_key (
  paper_id INTEGER PRIMARY KEY REFERENCES paper (id) ON DELETE CASCADE,
  key TEXT NOT NULL UNIQUE COLLATE NOCASE
) STRICT;
`;
