import type { Locator, Page } from 'playwright';

/** A pause between two keys of a fast typist, in milliseconds. */
const KEY_PAUSE_MS = 60;

/** Times from what the user did to what the user saw, in milliseconds. */
export type Times = readonly number[];

/**
 * Types into a field and measures each key: from the event to the end of the frame that follows it. A window that is
 * still busy with the key before makes this one wait, which counts.
 */
export async function typingTimes(
  page: Page,
  field: Locator,
  text: string,
  pauseMs = KEY_PAUSE_MS,
): Promise<Times> {
  await field.focus();
  const measured = await page.evaluateHandle(() => {
    const times: number[] = [];
    function listen({ timeStamp }: KeyboardEvent): void {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => times.push(performance.now() - timeStamp);
        port2.postMessage(null);
      });
    }
    window.addEventListener('keydown', listen, { capture: true });
    return { times, end: () => window.removeEventListener('keydown', listen, { capture: true }) };
  });
  await page.keyboard.type(text, { delay: pauseMs });
  await page.waitForTimeout(200);
  return measured.evaluate(({ times, end }) => {
    end();
    return times;
  });
}

/** As {@link typingTimes}, in an empty text field which stands in the page for as long. */
export async function emptyFieldTimes(page: Page, text: string): Promise<Times> {
  await page.evaluate(() => {
    const field = document.createElement('textarea');
    field.ariaLabel = 'Empty field of the bench';
    field.style.cssText = 'position: fixed; right: 0; bottom: 0; z-index: 9';
    document.body.append(field);
  });
  const field = page.getByRole('textbox', { name: 'Empty field of the bench' });
  const times = await typingTimes(page, field, text);
  await field.evaluate((node) => node.remove());
  return times;
}

/** Presses a key and measures from it to the frame in which the reader shows the paper of a heading. */
export async function openingTime(page: Page, key: string, heading: string): Promise<number> {
  const measured = await page.evaluateHandle(
    (wanted) => ({
      painted: new Promise<number>((resolve) => {
        function press({ timeStamp }: KeyboardEvent): void {
          function look(): void {
            const headings = [...document.querySelectorAll('article h1')];
            if (!headings.some((one) => one.checkVisibility() && one.textContent.includes(wanted))) {
              requestAnimationFrame(look);
              return;
            }
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - timeStamp);
            port2.postMessage(null);
          }
          requestAnimationFrame(look);
        }
        window.addEventListener('keydown', press, { capture: true, once: true });
      }),
    }),
    heading,
  );
  await page.keyboard.press(key);
  return measured.evaluate(({ painted }) => painted);
}

/** Types into the search and measures from each key to the frame with the last change that it made to the list. */
export async function listTimes(page: Page, text: string, pauseMs: number): Promise<Times> {
  const measured = await page.evaluateHandle(() => {
    const times: number[] = [];
    let pressedMs = 0;
    function press({ timeStamp }: KeyboardEvent): void {
      pressedMs = timeStamp;
      times.push(0);
    }
    const observer = new MutationObserver(() => {
      const key = times.length - 1;
      const sinceMs = pressedMs;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          times[key] = performance.now() - sinceMs;
        };
        port2.postMessage(null);
      });
    });
    const list = document.querySelector('[role="grid"][aria-label="Papers"]');
    if (list === null) throw new Error('There is no list of papers.');
    observer.observe(list, { childList: true, subtree: true, characterData: true });
    window.addEventListener('keydown', press, { capture: true });
    return {
      times,
      end() {
        observer.disconnect();
        window.removeEventListener('keydown', press, { capture: true });
      },
    };
  });
  await page.keyboard.type(text, { delay: pauseMs });
  await page.waitForTimeout(pauseMs);
  // A key that changed nothing in the list has no time.
  return measured.evaluate(({ times, end }) => {
    end();
    return times.filter((time) => time > 0);
  });
}

/** How long each frame of the window took while something went on. */
export async function frameTimes(page: Page, during: () => Promise<void>): Promise<Times> {
  const measured = await page.evaluateHandle(() => {
    const times: number[] = [];
    let lastMs = performance.now();
    let isOver = false;
    function frame(nowMs: number): void {
      times.push(nowMs - lastMs);
      lastMs = nowMs;
      if (!isOver) requestAnimationFrame(frame);
    }
    requestAnimationFrame(frame);
    return {
      times,
      end() {
        isOver = true;
      },
    };
  });
  await during();
  return measured.evaluate(({ times, end }) => {
    end();
    return times.slice(1);
  });
}

/** The value below which a share of the times lies. */
export function quantile(times: Times, share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
