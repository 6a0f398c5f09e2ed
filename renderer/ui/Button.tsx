import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  type ButtonProps,
  ToggleButton,
  type ToggleButtonProps,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components';
import './button.css';

/** A button with words on it. */
export function Button({
  look = 'quiet',
  ...props
}: Omit<ButtonProps, 'className'> & { readonly look?: 'quiet' | 'main' }) {
  return <AriaButton {...props} className={`button button--${look}`} />;
}

/** A button with a picture; its name is shown when pointed at. */
export function IconButton({
  label,
  keys,
  children,
  ...props
}: Omit<ButtonProps, 'className' | 'children' | 'aria-label'> & {
  readonly label: string;
  /** Keys that do the same, as the system writes them. */
  readonly keys?: string;
  readonly children: ReactNode;
}) {
  return (
    <TooltipTrigger delay={600} closeDelay={0}>
      <AriaButton {...props} aria-label={label} className="icon-button">
        {children}
      </AriaButton>
      <Hint label={label} keys={keys} />
    </TooltipTrigger>
  );
}

/** A picture that is on or off. */
export function IconToggle({
  label,
  keys,
  children,
  ...props
}: Omit<ToggleButtonProps, 'className' | 'children' | 'aria-label'> & {
  readonly label: string;
  readonly keys?: string;
  readonly children: ReactNode;
}) {
  return (
    <TooltipTrigger delay={600} closeDelay={0}>
      <ToggleButton {...props} aria-label={label} className="icon-button">
        {children}
      </ToggleButton>
      <Hint label={label} keys={keys} />
    </TooltipTrigger>
  );
}

function Hint({ label, keys }: { readonly label: string; readonly keys: string | undefined }) {
  return (
    <Tooltip className="hint" offset={6}>
      {label}
      {keys !== undefined && <kbd className="key">{keys}</kbd>}
    </Tooltip>
  );
}
