import { perform } from '../postil.ts';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { stay, useLeaving } from './leaving.ts';
import './leave-dialog.css';

/** Asks before a link opens in the browser, and shows where exactly it leads. */
export function LeaveDialog() {
  const url = useLeaving();
  return (
    <Dialog title="Open this page in the browser?" isOpen={url !== null} onClose={stay}>
      <div className="leave">
        <p className="leave__address">{url}</p>
        <p className="quiet">Postil itself goes nowhere: the page sees your browser, not your library.</p>
        <div className="leave__ways">
          <Button onPress={stay}>Stay here</Button>
          <Button
            look="main"
            autoFocus
            onPress={() => {
              if (url !== null) void perform('window.openLink', { url });
              stay();
            }}
          >
            Open page
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
