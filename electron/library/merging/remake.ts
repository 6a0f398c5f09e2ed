import type { PaperFields } from '../../../shared/paper.ts';
import { type CombinedPaper, combine } from './combine.ts';
import type { paperRows, StoredSource } from './paper-rows.ts';

/** A paper made anew. */
export interface Remade {
  /** Whether anything changed but labels. */
  readonly differs: boolean;
  readonly paper: CombinedPaper;
  readonly abstracts: readonly string[];
}

/**
 * Makes the function that makes a paper what its sources say: versions, names and fields.
 * @param onVersion is told of each version stored
 */
export function remaker(
  rows: ReturnType<typeof paperRows>,
  takeVersionId: () => number,
  onVersion: (id: number, text: string) => void,
): (paperId: number, telling: readonly StoredSource[], titleKeys: Iterable<string>) => Remade {
  return (paperId, telling, titleKeys) => {
    let differs = false;
    const stored = rows.versionsOf(paperId);
    const before = new Map(stored.toReversed().map((version) => [version.text, version]));
    const after = new Map<string, number>();
    for (const { fields, keys } of telling) {
      const { abstract } = fields;
      if (abstract === null || keys.abstractHash === null || after.has(abstract)) continue;
      const label = labelOf(telling.filter((source) => source.fields.abstract === abstract));
      const known = before.get(abstract);
      if (known === undefined) {
        const id = takeVersionId();
        rows.insertVersion(id, paperId, abstract, label, keys.abstractHash);
        onVersion(id, abstract);
        after.set(abstract, id);
        differs = true;
      } else {
        if (known.label !== label) rows.labelVersion(known.id, label);
        if (rows.withdrawVersion(known.id, false)) differs = true;
        after.set(abstract, known.id);
      }
    }
    for (const source of telling) {
      const versionId = source.fields.abstract === null ? null : (after.get(source.fields.abstract) ?? null);
      if (source.paperId !== paperId || source.versionId !== versionId) {
        rows.moveSource(source.id, paperId, versionId);
      }
    }
    const shownIds = new Set(after.values());
    const unshown = stored.filter(({ id }) => !shownIds.has(id));
    const silent = unshown.length === 0 ? [] : rows.sourcesOf(paperId);
    for (const { id } of unshown) {
      // A text that the user has marked stays, whoever brought it; one that was taken back may come again.
      const isMarked = rows.isAnnotated(paperId, id);
      if (isMarked || silent.some(({ versionId }) => versionId === id)) {
        if (rows.withdrawVersion(id, !isMarked)) differs = true;
        continue;
      }
      rows.deleteVersion(id);
      differs = true;
    }
    const paper = combine(telling.map(({ fields }) => fields));
    const shown = paper.abstract === null ? null : (after.get(paper.abstract) ?? null);
    if (rows.updatePaper(paperId, paper, shown)) differs = true;
    rows.setNames(paperId, paper.identifiers, titleKeys);
    return { differs, paper, abstracts: [...after.keys()] };
  };
}

/** What a version is called: `v2` where arXiv counts it, else the file that brought it, of several the first by name. */
export function labelOf(
  sources: readonly { readonly fields: Pick<PaperFields, 'arxivVersion'>; readonly fileName: string }[],
): string {
  const numbers = sources.flatMap(({ fields }) => fields.arxivVersion ?? []);
  if (numbers.length > 0) return `v${Math.min(...numbers)}`;
  return sources.map(({ fileName }) => fileName).sort()[0] ?? '';
}
