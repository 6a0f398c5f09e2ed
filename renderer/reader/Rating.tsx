/** Five dots, as many filled as the paper is rated; the one that is filled last takes the rating away. */
export function Rating({
  rating,
  onRate,
}: {
  /** 0 for none. */
  readonly rating: number;
  readonly onRate: (rating: number) => void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame of its own.
    <div role="group" aria-label="Rating" className="rating" title="Rating: keys , and .">
      {[1, 2, 3, 4, 5].map((value) => (
        <button
          key={value}
          type="button"
          className="rating__value"
          aria-label={`Rate ${value} of 5`}
          aria-pressed={value === rating}
          data-filled={value <= rating}
          onClick={() => onRate(value === rating ? 0 : value)}
        />
      ))}
    </div>
  );
}
