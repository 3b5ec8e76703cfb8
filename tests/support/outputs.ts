import type { Browser, Page } from 'playwright-core';
import type { OutputStatus } from '../../core/wire/status.ts';
import { openPage, type PageFaults } from './browser.ts';
import { smallSize } from './colour-show.ts';
import { decodePng, type Picture } from './png.ts';
import type { RunningServer } from './running-server.ts';
import { until } from './until.ts';

/** `GET state`, as far as the tests look at it. */
export interface StateAnswer {
  epoch: number;
  revision: number;
  k: number;
  showTimeMs: number;
  preview: { environment: string | null; params: object; placement: object };
  program: {
    environment: string | null;
    params: object;
    placement: object;
    contentTimeMs: number;
  };
  transition: { k: number; frames: number } | null;
}

export const stateOf = async (server: RunningServer): Promise<StateAnswer> =>
  (await server.get('/api/v1/state')) as StateAnswer;

export const outputsOf = async (server: RunningServer): Promise<OutputStatus[]> =>
  (await server.get('/api/v1/outputs')) as OutputStatus[];

export const outputOf = async (server: RunningServer, id: string): Promise<OutputStatus> =>
  (await server.get(`/api/v1/outputs/${id}`)) as OutputStatus;

/** Opens the page of an output in a window of its own, of the output's size unless said otherwise. */
export const openOutput = (
  browser: Browser,
  server: RunningServer,
  id: string,
  size: readonly [number, number] = smallSize,
): Promise<{ page: Page; faults: PageFaults }> =>
  openPage(browser, new URL(`/stage/${id}`, server.url).href, size);

/** Waits until pages draw these outputs, with an environment ready. */
export const untilDrawing = (server: RunningServer, ids: readonly string[]): Promise<true> =>
  until(
    `outputs ${ids.join(', ')} draw`,
    async () => {
      const outputs = (await outputsOf(server)).filter(({ id }) => ids.includes(id));
      const isDrawn = ({ fps, prepared }: OutputStatus) => fps > 0 && prepared.length > 0;
      return outputs.length === ids.length && outputs.every(isDrawn);
    },
    60_000,
  );

/** The picture of an output with its frame number, or the refusal. */
export async function framePng(
  server: RunningServer,
  id: string,
): Promise<{ status: number; k: number; picture?: Picture }> {
  const response = await fetch(new URL(`/api/v1/outputs/${id}/frame.png`, server.url));
  const bytes = new Uint8Array(await response.arrayBuffer());
  const k = Number(response.headers.get('cyclorama-frame') ?? Number.NaN);
  return response.ok
    ? { status: response.status, k, picture: decodePng(bytes) }
    : { status: response.status, k };
}

/** A picture of a frame that is not before `fromK`. */
export const pictureFrom = (
  server: RunningServer,
  id: string,
  fromK: number,
): Promise<{ k: number; picture: Picture }> =>
  until(`picture of ${id} from frame ${fromK}`, async () => {
    const { k, picture } = await framePng(server, id);
    return picture !== undefined && k >= fromK && { k, picture };
  });

/** What the page itself shows, undrawn canvas and all. */
export const screenshot = async (page: Page): Promise<Picture> =>
  decodePng(await page.screenshot({ type: 'png' }));
