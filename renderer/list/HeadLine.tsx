import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../ui/Button.tsx';

/** A line over the list: what decides what is shown, and the way to leave that. */
export function HeadLine({
  leave,
  onLeave,
  children,
}: {
  /** What the cross does; undefined for none. */
  readonly leave?: string;
  readonly onLeave?: () => void;
  readonly children: ReactNode;
}) {
  return (
    <div className="head-line">
      <div className="head-line__words">{children}</div>
      {leave !== undefined && onLeave !== undefined && (
        <IconButton label={leave} onPress={onLeave}>
          <X size={14} />
        </IconButton>
      )}
    </div>
  );
}
