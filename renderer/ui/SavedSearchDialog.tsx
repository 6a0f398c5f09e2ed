import { useState } from 'react';
import type { SavedSearch } from '../../shared/search.ts';
import { perform, queryClient } from '../postil.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { tell } from './messages.ts';
import './form.css';

/** The key of the saved searches among the answers. */
export const SAVED = ['saved-searches'] as const;

/** Asks for name and query of a search that is saved, or is to be. @param search its id is null for a new one */
export function SavedSearchDialog({
  search,
  onClose,
}: {
  readonly search: Omit<SavedSearch, 'id'> & { readonly id: number | null };
  /** Told what was saved; null for nothing. */
  readonly onClose: (saved: SavedSearch | null) => void;
}) {
  const [name, setName] = useState(search.name);
  const [query, setQuery] = useState(search.query);
  const isReady = name.trim() !== '' && query.trim() !== '';

  async function save(): Promise<void> {
    const saved = { name: name.trim(), query: query.trim(), sort: search.sort };
    const done =
      search.id === null
        ? await perform('savedSearch.save', saved)
        : await changeSaved({ ...saved, id: search.id });
    if (!done.ok) return;
    await queryClient.invalidateQueries({ queryKey: SAVED });
    tell(`“${saved.name}” saved.`);
    onClose(done.value);
  }

  return (
    <Dialog
      title={search.id === null ? 'Save this search' : 'Change saved search'}
      isOpen
      onClose={() => onClose(null)}
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void save();
        }}
      >
        <label className="form__field">
          Name
          <input
            value={name}
            maxLength={300}
            autoFocus
            onFocus={select}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label className="form__field">
          Query
          <input value={query} spellCheck={false} onChange={(event) => setQuery(event.target.value)} />
        </label>
        <div className="form__ways">
          <Button onPress={() => onClose(null)}>Cancel</Button>
          <Button look="main" type="submit" isDisabled={!isReady}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Changes a saved search; a failure is shown. */
export async function changeSaved(saved: SavedSearch) {
  const result = await perform('savedSearch.change', saved);
  if (!result.ok) return result;
  await queryClient.invalidateQueries({ queryKey: SAVED });
  return { ok: true as const, value: saved };
}

function select(event: React.FocusEvent<HTMLInputElement>): void {
  event.target.select();
}
