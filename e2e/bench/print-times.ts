import { quantile, type Times } from './frames.ts';

/** Prints times, with the ratio of their p95 to that of the first. */
export function printTimes(title: string, times: Readonly<Record<string, Times>>): void {
  console.log(`\n${title}, ms`);
  const [floor = []] = Object.values(times);
  console.table(
    Object.fromEntries(
      Object.entries(times).map(([name, measured]) => [
        name,
        {
          count: measured.length,
          p50: round(quantile(measured, 0.5)),
          p95: round(quantile(measured, 0.95)),
          worst: round(Math.max(...measured)),
          'p95 to floor': Number((quantile(measured, 0.95) / quantile(floor, 0.95)).toFixed(2)),
        },
      ]),
    ),
  );
}

function round(milliseconds: number): number {
  return Number(milliseconds.toFixed(1));
}
