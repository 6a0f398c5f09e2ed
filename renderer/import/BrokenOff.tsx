import { useQueryClient } from '@tanstack/react-query';
import type { ImportSummary } from '../../shared/import.ts';
import { perform } from '../postil.ts';
import { Button } from '../ui/Button.tsx';
import { counted } from '../ui/format.ts';
import { fileNames } from './words.ts';
import './broken-off.css';

/** Offers to go on with an import that was broken off, by a crash or because the app was closed. */
export function BrokenOff({ imports }: { readonly imports: readonly ImportSummary[] }) {
  const client = useQueryClient();
  const broken = imports.find(({ isOffered }) => isOffered);
  if (broken === undefined) return null;
  async function decide(name: 'import.resume' | 'import.leave', importId: number): Promise<void> {
    await perform(name, { importId });
    await client.invalidateQueries({ queryKey: ['overview'] });
  }
  return (
    <section className="broken-off" aria-label="Import broken off">
      <p>
        Importing{' '}
        <strong>
          <bdi>{fileNames(broken.fileNames)}</bdi>
        </strong>{' '}
        was broken off after {counted(broken.recordCount, 'record')}. What was read is here.
      </p>
      <div className="broken-off__ways">
        <Button look="main" onPress={() => void decide('import.resume', broken.id)}>
          Resume
        </Button>
        <Button onPress={() => void decide('import.leave', broken.id)}>Leave it</Button>
      </div>
    </section>
  );
}
