import { perform } from '../postil.ts';
import { Button } from '../ui/Button.tsx';
import './rescue.css';

/** Stands over what could be read of a damaged library: it can be looked at, kept, or left. */
export function RescueBar({ folder }: { readonly folder: string }) {
  return (
    <aside className="rescue" aria-label="Rescued library">
      <p className="rescue__what">
        This is what could be read of the damaged library, saved in{' '}
        <span className="rescue__folder">{folder}</span>. You can look at it; nothing can be changed until you
        keep it.
      </p>
      <Button onPress={() => void perform('rescue.leave', undefined)}>Back</Button>
      <Button look="main" onPress={() => void perform('rescue.keep', undefined)}>
        Keep as my library
      </Button>
    </aside>
  );
}
