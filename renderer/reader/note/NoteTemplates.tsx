import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Input, Label, ListBox, ListBoxItem, TextArea, TextField } from 'react-aria-components';
import { filledTemplate, type NoteTemplate, PLACEHOLDERS } from '../../../shared/note.ts';
import { type AnsweredPaper, ask, perform } from '../../postil.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import './note-templates.css';

/** Beginnings of notes: chosen to be put in, written and changed. */
export function NoteTemplates({
  open,
  onInsert,
  noteText,
  onClose,
}: {
  readonly open: AnsweredPaper;
  /** Told the text of a template, filled in. */
  readonly onInsert: (filled: string) => void;
  /** The note as it stands, to be made a template. */
  readonly noteText: () => string;
  readonly onClose: () => void;
}) {
  const { data: templates } = useQuery({
    queryKey: ['templates'],
    queryFn: () => ask('template.list', undefined),
  });
  const [edited, setEdited] = useState<NoteTemplate | 'new' | null>(null);
  const [chosenId, setChosenId] = useState<number | null>(null);
  const chosen = templates?.find(({ id }) => id === chosenId) ?? templates?.[0];

  if (edited !== null) {
    return (
      <Dialog title={edited === 'new' ? 'New template' : 'Edit template'} isOpen onClose={onClose}>
        <TemplateForm
          first={edited === 'new' ? { name: '', text: noteText() } : edited}
          onSave={async (name, text) => {
            const templateId = edited === 'new' ? null : edited.id;
            const result = await perform('template.save', { templateId, name, text });
            if (!result.ok) return;
            setChosenId(result.value);
            setEdited(null);
          }}
          onCancel={() => setEdited(null)}
        />
      </Dialog>
    );
  }
  return (
    <Dialog title="Note templates" isOpen onClose={onClose}>
      <div className="templates">
        {templates?.length === 0 ? (
          <p className="quiet">
            No templates yet. A new one begins with the note as it stands; in it {placeholders()} become those
            of the paper.
          </p>
        ) : (
          <>
            <ListBox
              aria-label="Templates"
              className="templates__list scroll"
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={chosen === undefined ? [] : [chosen.id]}
              onSelectionChange={(keys) => {
                const [key] = [...keys];
                if (typeof key === 'number') setChosenId(key);
              }}
            >
              {(templates ?? []).map(({ id, name }) => (
                <ListBoxItem key={id} id={id} textValue={name} className="revisions__item">
                  {name}
                </ListBoxItem>
              ))}
            </ListBox>
            <pre className="templates__text scroll">{chosen?.text}</pre>
          </>
        )}
      </div>
      <footer className="templates__foot">
        <Button onPress={() => setEdited('new')}>New template…</Button>
        {chosen !== undefined && (
          <>
            <Button onPress={() => setEdited(chosen)}>Edit…</Button>
            <Button onPress={() => void perform('template.remove', { templateId: chosen.id })}>Remove</Button>
          </>
        )}
        <span className="templates__gap" />
        <Button onPress={onClose}>Close</Button>
        {chosen !== undefined && (
          <Button look="main" onPress={() => onInsert(filledFor(chosen.text, open))}>
            Insert
          </Button>
        )}
      </footer>
    </Dialog>
  );
}

function TemplateForm({
  first,
  onSave,
  onCancel,
}: {
  readonly first: { readonly name: string; readonly text: string };
  readonly onSave: (name: string, text: string) => Promise<void>;
  readonly onCancel: () => void;
}) {
  const [name, setName] = useState(first.name);
  const [text, setText] = useState(first.text);
  return (
    <>
      <div className="templates templates--form">
        <TextField className="templates__field" value={name} onChange={setName} autoFocus>
          <Label>Name</Label>
          <Input className="templates__input" />
        </TextField>
        <TextField className="templates__field" value={text} onChange={setText}>
          <Label>Text, with {placeholders()} to be filled in</Label>
          <TextArea className="templates__input templates__area" rows={10} />
        </TextField>
      </div>
      <footer className="templates__foot">
        <span className="templates__gap" />
        <Button onPress={onCancel}>Cancel</Button>
        <Button look="main" isDisabled={name.trim() === ''} onPress={() => void onSave(name, text)}>
          Save template
        </Button>
      </footer>
    </>
  );
}

function placeholders(): string {
  return PLACEHOLDERS.map((name) => `{{${name}}}`).join(', ');
}

function filledFor(text: string, { paper }: AnsweredPaper): string {
  return filledTemplate(text, {
    title: paper.title ?? paper.heading,
    authors: paper.authors.join(', '),
    year: paper.year === null ? '' : String(paper.year),
    date: new Date().toLocaleDateString('sv'),
  });
}
