/** Where papers are looked up that a record may belong to, and what keeps it up to date. See merging/merge-index.ts. */
export const mergeKeyTables = `
-- What papers are found by when a record is merged: keys of titles with the number of the paper, and the first bytes of
-- hashes of abstracts with that of the version. Kept by the triggers; new ones wait in a table of their own, so that
-- not each of them changes another page of the large one (merge-index.ts).
CREATE TABLE merge_key (
  key ANY NOT NULL,
  id INTEGER NOT NULL,
  PRIMARY KEY (key, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE new_merge_key (
  key ANY NOT NULL,
  id INTEGER NOT NULL,
  PRIMARY KEY (key, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER title_key_insert AFTER INSERT ON paper_title BEGIN
  INSERT OR IGNORE INTO new_merge_key VALUES (NEW.key, NEW.paper_id);
END;
CREATE TRIGGER title_key_delete AFTER DELETE ON paper_title BEGIN
  DELETE FROM new_merge_key WHERE key = OLD.key AND id = OLD.paper_id;
  DELETE FROM merge_key WHERE key = OLD.key AND id = OLD.paper_id;
END;
CREATE TRIGGER version_key_insert AFTER INSERT ON version WHEN NEW.hash <> x'' BEGIN
  INSERT OR IGNORE INTO new_merge_key VALUES (substr(NEW.hash, 1, 6), NEW.id);
END;
CREATE TRIGGER version_key_update AFTER UPDATE OF hash ON version WHEN OLD.hash <> NEW.hash BEGIN
  DELETE FROM new_merge_key WHERE key = substr(OLD.hash, 1, 6) AND id = OLD.id;
  DELETE FROM merge_key WHERE key = substr(OLD.hash, 1, 6) AND id = OLD.id;
  INSERT OR IGNORE INTO new_merge_key SELECT substr(NEW.hash, 1, 6), NEW.id WHERE NEW.hash <> x'';
END;
CREATE TRIGGER version_key_delete AFTER DELETE ON version BEGIN
  DELETE FROM new_merge_key WHERE key = substr(OLD.hash, 1, 6) AND id = OLD.id;
  DELETE FROM merge_key WHERE key = substr(OLD.hash, 1, 6) AND id = OLD.id;
END;
`;
