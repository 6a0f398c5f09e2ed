import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright';

/** Characters of the long abstract. */
const ABSTRACT_LENGTH = 20_000;
/** Annotations over it. */
const ANNOTATIONS = 500;

/** Writes a dump of papers to be measured by: one with a long abstract full of math, and two short ones. */
export function writeHeavyPapers(file: string): void {
  let long = '';
  for (let count = 0; long.length < ABSTRACT_LENGTH; count += 1)
    long += `In harbour ${count} the tide $h_{${count}}^2 + \\alpha$ moves sand along every quay that we walked. `;
  const abstracts = {
    plain: 'We walked along the quays and wrote down what we saw.',
    annotated: long.slice(0, ABSTRACT_LENGTH),
    noted: 'A harbour of which much was noted, year by year.',
  };
  const papers = Object.entries(abstracts).map(([name, abstract], index) => ({
    id: `2601.0000${index + 1}`,
    title: `Measured ${name} paper`,
    authors: 'Ada Brook',
    abstract,
    'journal-ref': 'Measurebook 1 (2026)',
  }));
  writeFileSync(file, `${papers.map((paper) => JSON.stringify(paper)).join('\n')}\n`);
}

/** Puts overlapping annotations over the whole abstract of a paper, a fifth of them with a comment. @returns the paper's id */
export async function annotate(page: Page, heading: string): Promise<number> {
  return page.evaluate(
    async ({ wanted, count }) => {
      const found = await window.postil.call('papers.page', {
        query: `title:"${wanted}"`,
        offset: 0,
        limit: 1,
      });
      if (!found.ok) throw new Error(found.error.message);
      const paper = found.value.hits[0]?.paper;
      if (paper === undefined) throw new Error('The paper to annotate is not in the library.');
      const opened = await window.postil.call('paper.open', { paperId: paper.id });
      if (!opened.ok) throw new Error(opened.error.message);
      const version = opened.value.paper.currentVersion;
      if (version === null) throw new Error('The paper to annotate has no abstract.');
      const colours = ['yellow', 'green', 'blue', 'pink', 'orange', 'purple'] as const;
      for (let index = 0; index < count; index += 1) {
        const start = Math.floor((index * (version.text.length - 400)) / count);
        const answer = await window.postil.call('annotation.add', {
          paperId: paper.id,
          versionId: version.id,
          range: { start, end: start + 20 + ((index * 37) % 300) },
          colour: colours[index % colours.length] ?? 'yellow',
          body: index % 5 === 0 ? `Doubtful: see **note ${index}** and $x_${index % 10}$.` : null,
        });
        if (!answer.ok) throw new Error(answer.error.message);
      }
      return paper.id;
    },
    { wanted: heading, count: ANNOTATIONS },
  );
}
