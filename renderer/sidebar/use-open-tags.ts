import { useCallback, useState } from 'react';

const KEY = 'postil-open-tags';

/** A tree of so many tags is shown open at first. */
const FEW_TAGS = 40;

/** Which names of the tree of tags show what is below them; remembered from start to start. */
export function useOpenTags(tagCount: number): {
  readonly isOpen: (key: string) => boolean;
  readonly toggle: (key: string) => void;
} {
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(readTurned);
  const few = tagCount <= FEW_TAGS;
  const isOpen = useCallback((key: string) => turned.get(key) ?? few, [turned, few]);
  const toggle = useCallback(
    (key: string) => {
      const next = new Map(turned).set(key, !(turned.get(key) ?? few));
      localStorage.setItem(KEY, JSON.stringify([...next]));
      setTurned(next);
    },
    [turned, few],
  );
  return { isOpen, toggle };
}

function readTurned(): ReadonlyMap<string, boolean> {
  return new Map(JSON.parse(localStorage.getItem(KEY) ?? '[]') as [string, boolean][]);
}
