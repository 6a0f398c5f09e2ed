import { useEffect, useRef } from 'react';
import type { Command } from '../../shared/commands.ts';

type Handlers = Partial<Record<Command, () => void>>;

const subscribers = new Set<{ readonly current: Handlers }>();

/** Carries a command out in the parts of the window that take it. @returns whether any did */
export function runCommand(command: Command): boolean {
  let taken = false;
  for (const subscriber of subscribers) {
    const handler = subscriber.current[command];
    if (handler !== undefined) {
      handler();
      taken = true;
    }
  }
  return taken;
}

/** Takes commands for as long as the component is there. */
export function useCommands(handlers: Handlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    subscribers.add(latest);
    return () => {
      subscribers.delete(latest);
    };
  }, []);
}
