import { useState } from 'react';
import type { ColourMeanings } from '../../shared/annotation.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../shared/export.ts';
import { perform } from '../postil.ts';
import { Button } from '../ui/Button.tsx';
import { HIGHLIGHTS } from '../ui/colours.ts';
import { useCommands } from '../ui/commands.ts';
import { exportTo } from '../ui/export-to.ts';
import { counted, number } from '../ui/format.ts';
import { copyText } from '../ui/links.ts';
import { tell } from '../ui/messages.ts';
import { UNDO } from '../ui/undo.ts';

/** Formats in which annotations can be written. */
const FORMATS = ['w3c', 'markdown'] as const satisfies readonly ExportFormat[];

/** What can be done with the chosen annotations; each is one step of undo. */
export function ChosenMarks({
  ids,
  tagNames,
  meanings,
  onChooseAll,
  onChooseNone,
}: {
  readonly ids: readonly string[];
  readonly meanings: ColourMeanings | undefined;
  readonly tagNames: readonly string[];
  readonly onChooseAll: () => void;
  readonly onChooseNone: () => void;
}) {
  const [tag, setTag] = useState('');
  const isNone = ids.length === 0;
  const chosen = counted(ids.length, 'annotation');

  async function addTag(): Promise<void> {
    const name = tag.trim();
    if (name === '' || isNone) return;
    const result = await perform('annotation.change', { annotationIds: [...ids], addTags: [name] });
    if (!result.ok) return;
    setTag('');
    tell(`${chosen} tagged “${name}”`);
  }

  async function copy(form: 'text' | 'markdown'): Promise<void> {
    const result = await perform('annotation.quote', { annotationIds: [...ids], form });
    if (result.ok) copyText(result.value, counted(ids.length, 'quotation'));
  }

  async function remove(): Promise<void> {
    if (isNone) return;
    const result = await perform('annotation.remove', { annotationIds: [...ids] });
    if (!result.ok) return;
    onChooseNone();
    tell(`${chosen} deleted.`, UNDO);
  }

  useCommands({ trash: () => void remove(), 'quote-annotation': () => void (isNone || copy('text')) });
  return (
    <div className="marks__ways" role="toolbar" aria-label="Chosen annotations">
      <p className="quiet count">{isNone ? 'None chosen' : `${number(ids.length)} chosen`}</p>
      <Button onPress={onChooseAll}>Choose all</Button>
      {!isNone && <Button onPress={onChooseNone}>Choose none</Button>}
      <select
        className="marks__select"
        aria-label="Colour of chosen annotations"
        disabled={isNone}
        value=""
        onChange={({ target }) => {
          const colour = HIGHLIGHTS.find((one) => one.colour === target.value)?.colour;
          if (colour !== undefined) void perform('annotation.change', { annotationIds: [...ids], colour });
        }}
      >
        <option value="">Colour…</option>
        {HIGHLIGHTS.map(({ colour, label }) => (
          <option key={colour} value={colour}>
            {[label, meanings?.[colour]].filter(Boolean).join(': ')}
          </option>
        ))}
      </select>
      <input
        className="marks__field marks__field--short"
        aria-label="Tag chosen annotations"
        placeholder="Add tag, Enter"
        list="marks-tag-names"
        disabled={isNone}
        value={tag}
        onChange={({ target }) => setTag(target.value)}
        onKeyDown={({ key, nativeEvent }) => {
          if (key === 'Enter' && !nativeEvent.isComposing) void addTag();
        }}
      />
      <datalist id="marks-tag-names">
        {tagNames.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Button isDisabled={isNone} onPress={() => void copy('text')}>
        Copy quotation
      </Button>
      <Button isDisabled={isNone} onPress={() => void copy('markdown')}>
        Copy as Markdown
      </Button>
      <select
        className="marks__select"
        aria-label="Export chosen annotations"
        disabled={isNone}
        value=""
        onChange={({ target }) => {
          const format = FORMATS.find((one) => one === target.value);
          if (format !== undefined) void exportTo(format, { annotationIds: [...ids] });
        }}
      >
        <option value="">Export…</option>
        {FORMATS.map((format) => (
          <option key={format} value={format}>
            {EXPORT_FORMATS[format].label}
          </option>
        ))}
      </select>
      <Button isDisabled={isNone} onPress={() => void remove()}>
        Delete
      </Button>
    </div>
  );
}
