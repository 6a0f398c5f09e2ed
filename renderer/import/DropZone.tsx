import { FileDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { importDropped } from '../postil.ts';
import './drop-zone.css';

/** Takes files dropped anywhere on the window, and says so while they are dragged over it. */
export function DropZone() {
  const [isOver, setIsOver] = useState(false);

  useEffect(() => {
    // Every element that the pointer crosses tells of entering and leaving; the window is left when all are.
    let depth = 0;
    const ending = new AbortController();
    const options = { signal: ending.signal };

    function holdsFiles(event: DragEvent): boolean {
      return event.dataTransfer?.types.includes('Files') === true;
    }
    function end(): void {
      depth = 0;
      setIsOver(false);
    }
    window.addEventListener(
      'dragenter',
      (event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        depth += 1;
        setIsOver(true);
      },
      options,
    );
    window.addEventListener(
      'dragover',
      (event) => {
        // Also what is no file must not be dropped, or the window would go there.
        event.preventDefault();
        if (event.dataTransfer !== null) event.dataTransfer.dropEffect = holdsFiles(event) ? 'copy' : 'none';
      },
      options,
    );
    window.addEventListener(
      'dragleave',
      (event) => {
        if (!holdsFiles(event)) return;
        depth -= 1;
        if (depth <= 0) end();
      },
      options,
    );
    window.addEventListener(
      'drop',
      (event) => {
        event.preventDefault();
        end();
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length > 0) void importDropped(files);
      },
      options,
    );
    return () => ending.abort();
  }, []);

  if (!isOver) return null;
  return (
    <div className="drop-zone">
      <div className="drop-zone__words">
        <FileDown size={32} strokeWidth={1.25} aria-hidden />
        Drop files to import
      </div>
    </div>
  );
}
