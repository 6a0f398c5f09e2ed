/** TeX beside math: typeset as it is read, and marked, walked through and copied by what stands in the abstract. */
import { expect, test } from './app.ts';
import { abstract, bar, cards, dump, expectAccessible, openPaper, press } from './boats-paper.ts';
import { selectText } from './select-text.ts';

const TEXT =
  "We count \\textbf{boats and \\emph{ferries}} in M\\\"obius harbours --- see \\cite{brook2020}, pages 3--5. The ``tide'' moves 50\\% of it, up to $x^2 + y$, at \\url{https://example.org/~tides--x}.";

test('reads, marks and walks through TeX beside math', async ({ launch, folder }) => {
  const { page } = await launch({ files: [await dump(folder, TEXT, 1)] });
  await openPaper(page);

  await test.step('it is typeset in the reader and the list', async () => {
    await expect(abstract(page)).toContainText(
      'We count boats and ferries in Möbius harbours — see [brook2020], pages 3–5. The “tide” moves 50% of it',
    );
    await expect(abstract(page).getByText('ferries')).toHaveCSS('font-style', 'italic');
    await expect(abstract(page).getByRole('link')).toHaveText(['https://example.org/~tides--x']);
    await expect(page.getByRole('grid', { name: 'Papers' })).toContainText('boats and ferries in Möbius');
    await expectAccessible(page);
  });

  await test.step('by mouse: the words alone, or their command whole', async () => {
    for (const [shown, stored] of [
      ['ferries', 'ferries'],
      ['We count boats and ferries', 'We count \\textbf{boats and \\emph{ferries}}'],
      ['“tide” moves 50%', "``tide'' moves 50\\%"],
      ['Möbius harbours — see [brook2020]', 'Möbius harbours --- see \\cite{brook2020}'],
    ] as const) {
      await selectText(page, abstract(page), shown);
      expect(await copied()).toBe(stored);
      await bar(page).getByRole('button', { name: 'Blue' }).click();
      await expect(cards(page)).toHaveText([shown]);
      await page.keyboard.press('Control+z');
      await expect(cards(page)).toHaveCount(0);
    }
  });

  await test.step('by keyboard: word by word over what is shown', async () => {
    await abstract(page).focus();
    await press(page, 'Home', ...Array.from({ length: 6 }, () => 'Control+ArrowRight'));
    await press(page, 'Control+Shift+ArrowRight', '3');
    await expect(cards(page)).toHaveText(['Möbius']);
    await expect(abstract(page).locator('mark')).toHaveText(['Möbius']);
    await page.getByRole('button', { name: 'Annotations', exact: true }).click();
    await expect(page.getByRole('list', { name: 'All annotations' })).toContainText('Möbius');
  });

  /** What the selection puts on the clipboard: the words as stored. */
  function copied(): Promise<string> {
    return abstract(page).evaluate((region) => {
      const clipboardData = new DataTransfer();
      const copying = new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true });
      region.dispatchEvent(copying);
      return clipboardData.getData('text/plain');
    });
  }
});
