import { useEffect, useState } from 'react';

/** A value once it has not changed for so long, in milliseconds: what follows from it is not done with every key. */
export function useRested<Value>(value: Value, restMs: number): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return rested;
}
