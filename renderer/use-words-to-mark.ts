import { useEffect, useState } from 'react';

/** While one types, each answer brings other words: the paper is marked anew once they have stayed for so long, in milliseconds. */
const SETTLED_MS = 150;

/** The words that are marked in the open paper. Typing and the list do not wait for it to be drawn again and again. */
export function useWordsToMark(words: readonly string[]): readonly string[] {
  const [marked, setMarked] = useState(words);
  useEffect(() => {
    const timer = setTimeout(() => setMarked(words), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return marked;
}
