import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CallInput } from '../../shared/contract.ts';
import type { Tray, TrayPart } from '../../shared/import.ts';
import { ask } from '../postil.ts';

/** Parts on one page of the tray. */
export const PAGE_PARTS = 50;

/** Which parts the tray shows. */
export type TrayView = Omit<CallInput<'unread.page'>, 'limit'>;

/** What the tray holds, and the parts on show; undefined until they are there. */
export function useTray(view: TrayView): {
  readonly tray: Tray | undefined;
  readonly parts: readonly TrayPart[] | undefined;
} {
  const tray = useQuery({ queryKey: ['unread', 'tray'], queryFn: () => ask('unread.tray', undefined) }).data;
  const parts = useQuery({
    queryKey: ['unread', 'page', view],
    queryFn: () => ask('unread.page', { ...view, limit: PAGE_PARTS }),
    placeholderData: keepPreviousData,
  }).data;
  return { tray, parts };
}
