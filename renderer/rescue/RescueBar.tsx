import type { LibraryState } from '../../shared/library.ts';
import { perform } from '../postil.ts';
import { Button } from '../ui/Button.tsx';
import './rescue.css';

/** Stands over a library that can only be looked at: what could be read of a damaged one, or one that cannot be written to. */
export function RescueBar({ folder, isReadOnly }: Pick<LibraryState, 'folder' | 'isReadOnly'>) {
  const where = <span className="rescue__folder">{folder}</span>;
  return (
    <aside className="rescue" aria-label={isReadOnly ? 'Read-only library' : 'Rescued library'}>
      {isReadOnly ? (
        <p className="rescue__what">
          Nothing can be written into {where}. You can look at the library in it; to change anything, copy it
          to another folder.
        </p>
      ) : (
        <p className="rescue__what">
          This is what could be read of the damaged library, saved in {where}. You can look at it; nothing can
          be changed until you keep it.
        </p>
      )}
      <Button onPress={() => void perform('rescue.leave', undefined)}>
        {isReadOnly ? 'Try again' : 'Back'}
      </Button>
      <Button look="main" onPress={() => void perform('rescue.keep', undefined)}>
        {isReadOnly ? 'Copy to another folder…' : 'Keep as my library'}
      </Button>
    </aside>
  );
}
