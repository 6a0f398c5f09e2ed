import { Fragment } from 'react';

/** Names in a line, each apart, so that one that turns the direction of writing turns no more than itself. */
export function Names({ names }: { readonly names: readonly string[] }) {
  return names.map((name, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two names may be alike, and none of them moves
    <Fragment key={`${index} ${name}`}>
      {index > 0 && ', '}
      <bdi>{name}</bdi>
    </Fragment>
  ));
}
