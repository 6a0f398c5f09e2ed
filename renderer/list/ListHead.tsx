import type { Page } from '../../shared/library.ts';
import { counted, number } from '../ui/format.ts';

/** How many papers there are, how many are chosen, and what of the query was not understood. */
export function ListHead({
  page,
  chosenCount,
}: {
  readonly page: Page | undefined;
  readonly chosenCount: number;
}) {
  return (
    <div className="list-head">
      <p className="count">
        {page !== undefined && counted(page.total, 'paper')}
        {chosenCount > 1 && ` · ${number(chosenCount)} chosen`}
      </p>
      {page?.notUnderstood.map((sentence) => (
        <p key={sentence} className="list-head__odd">
          {sentence}
        </p>
      ))}
    </div>
  );
}
