import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Quoted } from './Quoted.tsx';
import './dialog.css';

/** A dialog over the window. Escape and a click beside it close it. */
export function Dialog({
  title,
  isOpen,
  onClose,
  size = 'wide',
  children,
}: {
  /** Its name; also its heading, unless it is a `bare` one. */
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** `bare` brings its own layout and stands in the upper third. */
  readonly size?: 'wide' | 'bare';
  readonly children: ReactNode;
}) {
  return (
    <ModalOverlay
      className={`scrim scrim--${size}`}
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable
    >
      <Modal className={`modal modal--${size}`}>
        <AriaDialog className="dialog" aria-label={title}>
          {size === 'wide' && (
            <Heading slot="title" className="dialog__title" level={2}>
              <Quoted text={title} />
            </Heading>
          )}
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
