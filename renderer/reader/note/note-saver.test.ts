import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type NoteState, noteSaver } from './note-saver.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function start(answer: (text: string) => boolean = () => true) {
  const saved: string[] = [];
  const states: NoteState[] = [];
  const saver = noteSaver(
    async (text: string) => {
      saved.push(text);
      return answer(text);
    },
    (state) => states.push(state),
  );
  return { saver, saved, states };
}

describe('noteSaver', () => {
  it('saves once after a pause, and says so', async () => {
    const { saver, saved, states } = start();
    saver.typed('a');
    saver.typed('ab');
    expect(saver.isSettled()).toBe(false);
    await vi.advanceTimersByTimeAsync(400);
    expect(saved).toEqual(['ab']);
    expect(states.at(-1)).toBe('saved');
    expect(saver.isSettled()).toBe(true);
  });

  it('saves within a second while the keys go on', async () => {
    const { saver, saved } = start();
    for (let key = 1; key <= 12; key += 1) {
      saver.typed('x'.repeat(key));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(saved.length).toBeGreaterThan(0);
    expect(saved[0]?.length).toBeLessThanOrEqual(10);
  });

  it('saves at once when told, and nothing when nothing changed', async () => {
    const { saver, saved } = start();
    saver.flush();
    saver.typed('a');
    saver.flush();
    saver.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(saved).toEqual(['a']);
  });

  it('keeps what could not be saved, and tries again', async () => {
    let works = false;
    const { saver, saved, states } = start(() => works);
    saver.typed('a');
    await vi.advanceTimersByTimeAsync(400);
    expect(states.at(-1)).toBe('failed');
    expect(saver.isSettled()).toBe(false);
    works = true;
    saver.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(saved).toEqual(['a', 'a']);
    expect(states.at(-1)).toBe('saved');
  });

  it('does not send again what failed once something newer went out behind it', async () => {
    const { saver, saved, states } = start((text) => text !== 'a');
    saver.typed('a');
    saver.flush();
    saver.typed('ab');
    saver.flush();
    await vi.advanceTimersByTimeAsync(0);
    saver.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(saved).toEqual(['a', 'ab']);
    expect(states.at(-1)).toBe('saved');
    expect(saver.isSettled()).toBe(true);
  });

  it('does not call saved what was typed while an answer was on its way', async () => {
    const { saver, states } = start();
    saver.typed('a');
    saver.flush();
    saver.typed('ab');
    await vi.advanceTimersByTimeAsync(0);
    expect(states.at(-1)).toBe('unsaved');
    await vi.advanceTimersByTimeAsync(400);
    expect(states.at(-1)).toBe('saved');
  });
});
