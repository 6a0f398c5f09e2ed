import { X } from 'lucide-react';
import { Button, IconButton } from './Button.tsx';
import { dismissProblem, silence, useMessages } from './messages.ts';
import { Quoted } from './Quoted.tsx';
import './message-bar.css';

/** What was just done, and what went wrong, at the foot of the window. */
export function MessageBar() {
  const { status, offer, problem } = useMessages();
  return (
    <div className="messages">
      <div role="status" className={status === '' ? 'unseen' : 'messages__status'}>
        <span>
          <Quoted text={status} />
        </span>
        {offer !== null && (
          <Button
            onPress={() => {
              silence();
              offer.run();
            }}
          >
            {offer.label}
          </Button>
        )}
      </div>
      {problem !== null && (
        <div role="alert" className="messages__problem">
          <p>
            <strong>
              <bdi>{problem.message}</bdi>
            </strong>{' '}
            {problem.advice}
          </p>
          <IconButton label="Dismiss" onPress={dismissProblem}>
            <X size={16} />
          </IconButton>
        </div>
      )}
    </div>
  );
}
