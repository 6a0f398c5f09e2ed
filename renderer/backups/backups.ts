import type { Backup, BackupReason, Holdings } from '../../shared/backup.ts';
import { counted } from '../ui/format.ts';

/** The key of the backups among the answers. */
export const BACKUPS = ['backups'] as const;

/** Why a backup was made, in words. */
export const REASONS: Readonly<Record<BackupReason, string>> = {
  automatic: 'By itself',
  asked: 'Asked for',
  'before-migration': 'Before an update',
  'before-restore': 'Before restoring',
};

/** `12 papers, 3 annotations, 1 note, no tags`. */
export function holdingsInWords(holds: Holdings): string {
  return [
    counted(holds.paperCount, 'paper'),
    counted(holds.annotationCount, 'annotation'),
    counted(holds.noteCount, 'note'),
    counted(holds.tagCount, 'tag'),
  ].join(', ');
}

/** Day and time at which a backup was made. */
export function madeInWords({ madeMs }: Pick<Backup, 'madeMs'>): string {
  return new Date(madeMs).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });
}
