/**
 * A sentence that may name something in “quotes”: the name stands apart, so that one that turns the direction of
 * writing turns no more than itself. A name may hold quotes too; all from the first to the last one is set apart.
 */
export function Quoted({ text }: { readonly text: string }) {
  const start = text.indexOf('“') + 1;
  const end = text.lastIndexOf('”');
  if (start === 0 || end < start) return text;
  return (
    <>
      {text.slice(0, start)}
      <bdi>{text.slice(start, end)}</bdi>
      {text.slice(end)}
    </>
  );
}
