import { z } from 'zod';
import type { Expected, PageReport } from './verdicts.ts';

// Written as text: it runs in the page, and this program is checked without the types of a page.
const REPORT = `(async () => {
  const frameTimes = await new Promise((resolve) => {
    const times = [];
    const tick = (time) => {
      times.push(time);
      if (times.length > 120) resolve(times);
      else requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    setTimeout(() => resolve(times), 4000);
  });
  const gl = document.createElement('canvas').getContext('webgl2');
  const names = gl?.getExtension('WEBGL_debug_renderer_info');
  const renderer = gl ? gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER) : '';
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  return {
    devicePixelRatio, frameTimes, renderer, isSecureContext,
    innerSize: [innerWidth, innerHeight],
  };
})()`;

const report = z.object({
  devicePixelRatio: z.number(),
  frameTimes: z.array(z.number()),
  renderer: z.string(),
  isSecureContext: z.boolean(),
  innerSize: z.tuple([z.number(), z.number()]),
});

/** What of the show decides how an output must look. */
const show = z.object({
  stage: z.object({
    rates: z.object({ wall: z.object({ num: z.number(), den: z.number() }) }),
    outputs: z.array(z.object({ id: z.string(), size: z.tuple([z.number(), z.number()]) })),
  }),
});

/** A page that draws in software answers late: 13 s were seen on two busy cores. */
const SHOW_PATIENCE_MS = 30_000;

type Evaluate = (expression: string, timeoutMs: number) => Promise<unknown>;

/** Asks the page about itself. */
export async function askPage(evaluate: Evaluate): Promise<PageReport> {
  return report.parse(await evaluate(REPORT, 15_000));
}

/**
 * Asks the server, through the page (which already trusts its certificate), what the output should be.
 */
export async function askShow(
  evaluate: Evaluate,
  output: string,
  key: string | undefined,
): Promise<Expected> {
  const headers = JSON.stringify(key ? { authorization: `Bearer ${key}` } : {});
  const question = `fetch('/api/v1/show', { headers: ${headers} }).then((r) => (r.ok ? r.json() : null))`;
  const answer = show.safeParse(await evaluate(question, SHOW_PATIENCE_MS).catch(() => null));
  if (!answer.success) return { size: undefined, wallHz: undefined };
  const { rates, outputs } = answer.data.stage;
  return {
    size: outputs.find(({ id }) => id === output)?.size,
    wallHz: rates.wall.num / rates.wall.den,
  };
}
