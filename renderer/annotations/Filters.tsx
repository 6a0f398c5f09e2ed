import type { ColourMeanings } from '../../shared/annotation.ts';
import { ANNOTATION_SORTS, type AnnotationFilter } from '../../shared/annotation-list.ts';
import type { Tag } from '../../shared/library.ts';
import { Button } from '../ui/Button.tsx';
import { HIGHLIGHTS } from '../ui/colours.ts';

const SORT_NAMES = { newest: 'Newest first', oldest: 'Oldest first', paper: 'By paper' } as const;

/** All that annotations can be filtered by, and their order. */
export function Filters({
  filter,
  tags,
  meanings,
  onFilter,
}: {
  readonly filter: AnnotationFilter;
  readonly tags: readonly Tag[];
  readonly meanings: ColourMeanings | undefined;
  readonly onFilter: (filter: AnnotationFilter) => void;
}) {
  const { colours = [], style = null, tagId = null, words = '', heading = '', sort = 'newest' } = filter;
  const isFiltered = Object.keys(filter).some((name) => name !== 'sort');
  return (
    <search className="marks__filters" aria-label="Filter annotations">
      <input
        type="search"
        className="marks__field"
        aria-label="Words in annotations"
        placeholder="Words, tags"
        value={words}
        onChange={({ target }) => onFilter(withText(filter, 'words', target.value))}
      />
      <input
        type="search"
        className="marks__field"
        aria-label="Words in the heading of the paper"
        placeholder="Paper’s heading"
        value={heading}
        onChange={({ target }) => onFilter(withText(filter, 'heading', target.value))}
      />
      <fieldset className="marks__colours">
        <legend className="marks__legend">Colours</legend>
        {HIGHLIGHTS.map(({ colour, label, mark }) => {
          const isOn = colours.includes(colour);
          const meaning = meanings?.[colour] ?? null;
          return (
            <button
              key={colour}
              type="button"
              className={`swatch swatch--${colour} marks__swatch`}
              aria-label={meaning === null ? label : `${label}: ${meaning}`}
              title={meaning ?? label}
              aria-pressed={isOn}
              data-mark={mark}
              onClick={() => {
                const chosen = isOn ? colours.filter((one) => one !== colour) : [...colours, colour];
                const { colours: _, ...rest } = filter;
                onFilter(chosen.length === 0 ? rest : { ...rest, colours: chosen });
              }}
            />
          );
        })}
      </fieldset>
      <label className="marks__choice">
        Style
        <select
          value={style ?? ''}
          onChange={({ target: { value } }) => {
            const { style: _, ...rest } = filter;
            onFilter(value === 'highlight' || value === 'underline' ? { ...rest, style: value } : rest);
          }}
        >
          <option value="">Any</option>
          <option value="highlight">Highlight</option>
          <option value="underline">Underline</option>
        </select>
      </label>
      <label className="marks__choice">
        Tag
        <select
          value={tagId ?? ''}
          onChange={({ target: { value } }) => {
            const { tagId: _, ...rest } = filter;
            onFilter(value === '' ? rest : { ...rest, tagId: Number(value) });
          }}
        >
          <option value="">Any</option>
          {tags.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <span className="marks__dates">
        <label className="marks__choice">
          From
          <input
            type="date"
            value={dateOf(filter.fromMs)}
            onChange={({ target }) => onFilter(withTime(filter, 'fromMs', momentOf(target.value, 0)))}
          />
        </label>
        <label className="marks__choice">
          To
          <input
            type="date"
            value={dateOf(filter.beforeMs, -1)}
            onChange={({ target }) => onFilter(withTime(filter, 'beforeMs', momentOf(target.value, 1)))}
          />
        </label>
      </span>
      <label className="marks__choice">
        Order
        <select
          value={sort}
          onChange={({ target }) =>
            onFilter({ ...filter, sort: ANNOTATION_SORTS.find((one) => one === target.value) ?? 'newest' })
          }
        >
          {ANNOTATION_SORTS.map((one) => (
            <option key={one} value={one}>
              {SORT_NAMES[one]}
            </option>
          ))}
        </select>
      </label>
      {isFiltered && <Button onPress={() => onFilter({ sort })}>Clear filters</Button>}
    </search>
  );
}

function withText(filter: AnnotationFilter, name: 'words' | 'heading', text: string): AnnotationFilter {
  const { [name]: _, ...rest } = filter;
  return text === '' ? rest : { ...rest, [name]: text };
}

function withTime(
  filter: AnnotationFilter,
  name: 'fromMs' | 'beforeMs',
  timeMs: number | null,
): AnnotationFilter {
  const { [name]: _, ...rest } = filter;
  return timeMs === null ? rest : { ...rest, [name]: timeMs };
}

/** The beginning of a day in the user's own zone, so many days later; null for no date. */
function momentOf(date: string, days: number): number | null {
  const [year, month, day] = date.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  return new Date(year, month - 1, day + days).getTime();
}

function dateOf(timeMs: number | null | undefined, days = 0): string {
  if (timeMs === null || timeMs === undefined) return '';
  const date = new Date(timeMs);
  date.setDate(date.getDate() + days);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
