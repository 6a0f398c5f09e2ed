import { FileDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import './drop-zone.css';

/** Says while something is dragged over the window that it can be dropped. The preload takes it. */
export function DropZone() {
  const [isOver, setIsOver] = useState(false);

  useEffect(() => {
    // Every element that the pointer crosses tells of entering and leaving; the window is left when all are.
    let depth = 0;
    let isOwn = false;
    const ending = new AbortController();
    const listen = <Name extends 'dragstart' | 'dragend' | 'dragenter' | 'dragleave' | 'drop'>(
      name: Name,
      listener: (event: DragEvent) => void,
    ) => window.addEventListener(name, listener, { signal: ending.signal });

    function isTaken({ dataTransfer }: DragEvent): boolean {
      return (
        !isOwn && ['Files', 'text/plain', 'text/html'].some((type) => dataTransfer?.types.includes(type))
      );
    }
    function end(): void {
      depth = 0;
      setIsOver(false);
    }
    listen('dragstart', () => {
      isOwn = true;
    });
    listen('dragend', () => {
      isOwn = false;
    });
    listen('dragenter', (event) => {
      if (!isTaken(event)) return;
      event.preventDefault();
      depth += 1;
      setIsOver(true);
    });
    listen('dragleave', (event) => {
      if (!isTaken(event)) return;
      depth -= 1;
      if (depth <= 0) end();
    });
    listen('drop', end);
    return () => ending.abort();
  }, []);

  if (!isOver) return null;
  return (
    <div className="drop-zone">
      <div className="drop-zone__words">
        <FileDown size={32} strokeWidth={1.25} aria-hidden />
        Drop to import
      </div>
    </div>
  );
}
