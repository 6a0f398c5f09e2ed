import type { Bridge } from '../../shared/bridge.ts';
import type { Result } from '../../shared/errors.ts';

/**
 * Writes texts into every field that a user has, by the calls that the window makes. Runs in the page.
 * @param notes texts of notes, one a paper, from the first paper of the list on
 * @returns the codes of errors that were answered
 */
export async function writeAll(written: { texts: readonly string[]; notes: readonly string[] }) {
  const { call } = (window as unknown as { readonly postil: Bridge<File> }).postil;
  const codes = new Set<string>();
  const tell = (result: Awaited<ReturnType<typeof call>>) => {
    if (!result.ok) codes.add(result.error.code);
  };
  const listed = await call('papers.ids', { query: '' });
  const ids = listed.ok ? listed.value : [];
  const colours = ['yellow', 'green', 'blue', 'pink', 'orange', 'purple'] as const;
  const writeOne = async (text: string, index: number) => {
    const paperId = ids[index % written.notes.length] ?? 1;
    const colour = colours[index % colours.length] ?? 'blue';
    const opened = await call('paper.open', { paperId });
    const versions = opened.ok ? opened.value.paper.versions : [];
    // Every other mark is made on the oldest text, on words that no other text has: in the newest it is an orphan.
    const version = versions.at(index % 2 === 0 ? 0 : -1);
    const place = Math.max(0, version?.text.search(/\bw\w+ w\w+ w/) ?? 0);
    const range = { start: place, end: Math.min(place + 40, version?.text.length ?? 0) };
    const mark = { paperId, range, colour, style: 'highlight' as const, body: text, tags: [] };
    const note = written.notes[index];
    const answers: (Promise<Result<unknown>> | null)[] = [
      call('tag.add', { paperIds: [paperId], name: text.slice(0, 290) }),
      version === undefined ? null : call('annotation.add', { ...mark, versionId: version.id }),
      note === undefined ? null : call('note.save', { paperId, text: `Before: ${note}` }),
      note === undefined ? null : call('note.save', { paperId, text: note }),
      index % 3 === 0 ? call('paper.setHeading', { paperId, heading: text.slice(0, 900) }) : null,
    ];
    if (index % 6 === 0) {
      answers.push(
        call('savedSearch.save', { name: text.slice(0, 290), query: text, sort: 'best' }),
        call('template.save', { templateId: null, name: text.slice(0, 90), text }),
        call('recentSearch.add', { query: text.slice(0, 900) }),
        call('annotation.nameColour', { colour, meaning: text.slice(0, 55) }),
      );
    }
    for (const answer of answers) if (answer !== null) tell(await answer);
  };
  // Many at once: the window looks at the library anew after each change, and once after changes that come together.
  for (let start = 0; start < written.texts.length; start += 40)
    await Promise.all(written.texts.slice(start, start + 40).map((text, at) => writeOne(text, start + at)));
  return [...codes];
}
