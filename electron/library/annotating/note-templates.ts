import { PostilError } from '../../../shared/errors.ts';
import type { NoteTemplate } from '../../../shared/note.ts';
import type { Database } from '../database.ts';
import { changing } from '../remembering/history.ts';

/** All templates of notes, by name. */
export function noteTemplates(database: Database): NoteTemplate[] {
  return database
    .prepare<[], NoteTemplate>('SELECT id, name, text FROM note_template ORDER BY name COLLATE NOCASE, id')
    .all();
}

/** Keeps a template. @param id null for a new one @returns its number @throws {PostilError} `not-found` */
export function saveTemplate(database: Database, id: number | null, name: string, text: string): number {
  const row = { id, name: name.toWellFormed(), text: text.toWellFormed() };
  return changing(database, id === null ? 'New note template' : 'Edit note template', () => {
    if (id === null) {
      const made = database.prepare('INSERT INTO note_template (name, text) VALUES (@name, @text)').run(row);
      return Number(made.lastInsertRowid);
    }
    const { changes } = database
      .prepare('UPDATE note_template SET name = @name, text = @text WHERE id = @id')
      .run(row);
    if (changes === 0) throw templateNotFound();
    return id;
  });
}

/** Removes a template; notes made from it stay. @throws {PostilError} `not-found` */
export function removeTemplate(database: Database, id: number): void {
  changing(database, 'Remove note template', () => {
    if (database.prepare('DELETE FROM note_template WHERE id = ?').run(id).changes === 0)
      throw templateNotFound();
  });
}

function templateNotFound(): PostilError {
  return new PostilError(
    'not-found',
    'This template is no longer there.',
    'Undo brings back what was removed.',
  );
}
