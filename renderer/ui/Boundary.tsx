import { Component, type ReactNode } from 'react';
import { problem } from '../../shared/errors.ts';
import { Button } from './Button.tsx';
import './boundary.css';

interface Props {
  /** What is shown in it, as the user calls it: "this paper". */
  readonly name: string;
  readonly children: ReactNode;
}

/**
 * Keeps a bug in one part of the window from taking the others with it.
 * A class, since React has no other way: https://react.dev/reference/react/Component#catching-rendering-errors-with-an-error-boundary
 */
export class Boundary extends Component<Props, { readonly thrown: unknown; readonly isBroken: boolean }> {
  override state = { thrown: undefined, isBroken: false };

  static getDerivedStateFromError(thrown: unknown) {
    return { thrown, isBroken: true };
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    const { message, advice } = problem(this.state.thrown);
    return (
      <div role="alert" className="boundary">
        <h2>Postil cannot show {this.props.name}</h2>
        <p>{message}</p>
        <p>{advice}</p>
        <Button onPress={() => this.setState({ thrown: undefined, isBroken: false })}>Try again</Button>
      </div>
    );
  }
}
