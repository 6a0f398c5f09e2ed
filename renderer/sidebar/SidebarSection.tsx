import { type ReactNode, useId } from 'react';

/** Lines of the sidebar under a title. */
export function SidebarSection({
  title,
  children,
}: {
  readonly title: string;
  /** A list of lines. */
  readonly children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="sidebar__title">
        {title}
      </h2>
      {children}
    </section>
  );
}
