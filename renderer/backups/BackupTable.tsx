import type { Backup, BackupList } from '../../shared/backup.ts';
import { Button } from '../ui/Button.tsx';
import { madeInWords, REASONS } from './backups.ts';
import './backups.css';

/** Backups with what each holds, beside what the library holds now. */
export function BackupTable({
  list: { backups, now, unusable },
  onRestore,
}: {
  readonly list: BackupList;
  readonly onRestore: (backup: Backup) => void;
}) {
  if (backups.length === 0) {
    return <p className="backups__empty">There is no backup yet.</p>;
  }
  return (
    <>
      <table className="backups__table" aria-label="Backups">
        <thead>
          <tr>
            <th scope="col">Made</th>
            <th scope="col">Why</th>
            <th scope="col">Papers</th>
            <th scope="col">Annotations</th>
            <th scope="col">Notes</th>
            <th scope="col">Tags</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {now !== null && (
            <tr className="backups__now">
              <th scope="row">The library now</th>
              <td />
              <td>{now.paperCount}</td>
              <td>{now.annotationCount}</td>
              <td>{now.noteCount}</td>
              <td>{now.tagCount}</td>
              <td />
            </tr>
          )}
          {backups.map((backup) => (
            <tr key={backup.file}>
              <th scope="row">{madeInWords(backup)}</th>
              <td>{REASONS[backup.reason]}</td>
              <td>{backup.holds.paperCount}</td>
              <td>{backup.holds.annotationCount}</td>
              <td>{backup.holds.noteCount}</td>
              <td>{backup.holds.tagCount}</td>
              <td>
                <Button
                  aria-label={`Restore the backup of ${madeInWords(backup)}…`}
                  onPress={() => onRestore(backup)}
                >
                  Restore…
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {unusable.length > 0 && (
        <p className="quiet">These backups are damaged and cannot be restored: {unusable.join(', ')}.</p>
      )}
    </>
  );
}
