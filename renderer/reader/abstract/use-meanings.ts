import { useQuery } from '@tanstack/react-query';
import { ask } from '../../postil.ts';

/** The key of the meanings among the answers. */
export const MEANINGS = ['meanings'] as const;

/** What the user means by each colour; undefined until it is there. */
export function useMeanings() {
  return useQuery({ queryKey: MEANINGS, queryFn: () => ask('annotation.meanings', undefined) }).data;
}
