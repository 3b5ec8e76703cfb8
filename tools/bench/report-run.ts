import { z } from 'zod';

/** JSON has no NaN: a figure that could not be taken is null there. */
const number = z.union([z.number(), z.null().transform(() => Number.NaN)]);

const result = z.object({
  id: z.string(),
  what: z.string(),
  unit: z.string(),
  ours: number,
  peers: z.record(z.string(), number),
  ratio: z.number().nullable(),
  goal: z.number().nullable(),
  holds: z.boolean().nullable(),
  spread: z.tuple([number, number]).optional(),
  note: z.string().optional(),
});

/** One run of `npm run bench`, as `--json` prints it and docs/performance.json keeps it. */
export const benchRunSchema = z.object({
  machine: z.object({
    date: z.string(),
    platform: z.string(),
    cpu: z.string(),
    cores: z.number(),
    memoryGiB: z.number(),
    node: z.string(),
    loadAverage: number,
    timerLateMsP95: number,
    isTooBusy: z.boolean(),
    seed: z.number(),
    rounds: z.number(),
  }),
  results: z.array(result),
  /** Benches that broke off. */
  failures: z.array(z.object({ id: z.string(), error: z.string() })),
});
export type BenchRun = z.infer<typeof benchRunSchema>;

/** A run as text. The other way round it is `benchRunSchema.parse(JSON.parse(text))`. */
export const jsonOfRun = (run: BenchRun): string => `${JSON.stringify(run, null, 2)}\n`;
