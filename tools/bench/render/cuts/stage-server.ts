import type { SwitchReport } from '../../../../core/wire/events.ts';
import { colourShow } from '../../../../tests/support/colour-show.ts';
import { stateOf, untilDrawing } from '../../../../tests/support/outputs.ts';
import { startServer } from '../../../../tests/support/running-server.ts';
import { until } from '../../../../tests/support/until.ts';
import type { CutContender } from './contender.ts';
import { environmentFiles, environmentNames } from './environments.ts';
import { pageSize } from './wall-of-pages.ts';

export interface StageContender extends CutContender {
  /** Cuts, among those asked for so far, that some output drew too early or too late, or not at all. */
  wrongCuts(): Promise<{ cuts: number; wrong: number }>;
}

/** The real server with a stage page for each output. */
export async function openStage(pages: number): Promise<StageContender> {
  const outputs = Array.from({ length: pages }, (_, i) => `o${i + 1}`);
  const show = colourShow({ outputs, size: pageSize, environments: environmentNames });
  const server = await startServer({ show, assets: environmentFiles() });
  const frames: number[] = [];
  const command = async (request: object) => {
    const { status, body } = await server.command(request);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body;
  };
  return {
    name: 'ours',
    urls: outputs.map((id) => new URL(`/stage/${id}`, server.url).href),
    async ready() {
      await untilDrawing(server, outputs);
      await command({ type: 'environment.preview', id: environmentNames[0] });
      await command({ type: 'environment.take' });
    },
    prepare: async (environment) => {
      await command({ type: 'environment.preview', id: environment });
    },
    cut: async () => {
      const k = await until('a take that is no repeat', async () => {
        const { k, ignored } = await command({ type: 'environment.take' });
        return !ignored && Number(k);
      });
      frames.push(k);
      // On slow pages k* lies ahead by a second and more, and a further take would replace this one.
      await until('the frame of the cut', async () => (await stateOf(server)).k > k);
    },
    async wrongCuts() {
      const reports = await Promise.all(
        outputs.map((id) =>
          until(`reports of ${id}`, async () => {
            const { switches } = (await server.get(`/api/v1/outputs/${id}`)) as {
              switches: SwitchReport[];
            };
            return switches.at(-1)?.k === frames.at(-1) && switches;
          }),
        ),
      );
      const wrong = frames.filter((k) => reports.some((list) => !isRight(list, k)));
      return { cuts: frames.length, wrong: wrong.length };
    },
    close: () => server.stop(),
  };
}

function isRight(reports: readonly SwitchReport[], k: number): boolean {
  const report = reports.find((candidate) => candidate.k === k);
  return report !== undefined && report.lastOldK < k && report.firstNewK >= k;
}
