import { done } from '../../core/result.ts';
import type { startTicker, Ticker } from '../simulated/ticker.ts';
import type { HidBackend, HidInfo, HidListener } from './backend.ts';
import { spaceMouseFullScale } from './parsers/spacemouse.ts';

/** Deflections −1..1 in the order of `velocityAxes`, as a pure function of time. */
export type HandProgram = (tMs: number) => readonly number[];

/** A hand that leans the cap about: to the sides and to and fro, with a slow look around. */
export const wanderingHand: HandProgram = (tMs) => {
  const phase = (2 * Math.PI * tMs) / 9000;
  return [
    0.6 * Math.sin(phase),
    0.25 * Math.sin(2 * phase),
    0.5 * Math.cos(phase),
    0.2 * Math.sin(3 * phase),
    0.45 * Math.cos(2 * phase),
    0,
  ];
};

/** SpaceNavigators send moves and turns in two reports, wireless devices in one. */
export type SpaceMouseForm = 'split' | 'joined';

/** The reports with which a SpaceMouse says a deflection, to the nearest count: the parser's inverse. */
export function spaceMouseReports(
  deflection: readonly number[],
  form: SpaceMouseForm = 'split',
): Uint8Array[] {
  const [tx = 0, ty = 0, tz = 0, pitch = 0, yaw = 0, roll = 0] = deflection;
  const move = [tx, tz, -ty].flatMap(rawBytes);
  const turn = [pitch, roll, -yaw].flatMap(rawBytes);
  if (form === 'joined') return [Uint8Array.from([1, ...move, ...turn])];
  return [Uint8Array.from([1, ...move]), Uint8Array.from([2, ...turn])];
}

/** The report of held buttons, by number from 1, in `bytes` bytes. */
export function spaceMouseButtons(held: readonly number[], bytes = 2): Uint8Array {
  const report = new Uint8Array(1 + bytes);
  report[0] = 3;
  for (const button of held) {
    const at = 1 + ((button - 1) >> 3);
    report[at] = (report[at] ?? 0) | (1 << ((button - 1) & 7));
  }
  return report;
}

function rawBytes(deflection: number): number[] {
  const raw = Math.round(Math.min(1, Math.max(-1, deflection)) * spaceMouseFullScale);
  return [raw & 0xff, (raw >> 8) & 0xff];
}

const simulatedInfo: HidInfo = {
  path: 'simulated',
  vendorId: 0x256f,
  productId: 0xc635,
  serial: 'simulated',
  product: 'Simulated SpaceMouse',
  manufacturer: 'Cyclorama',
  interface: 0,
  usagePage: 1,
  usage: 8,
  mayOpen: true,
};

interface SimulatedParts {
  /** Tells one simulated device from another. */
  path: string;
  nowMs: () => number;
  startTicker: typeof startTicker;
  hand?: HandProgram;
}

const reportsPerSecond = 60;

/**
 * A backend with one SpaceMouse that a program moves. It gives the bytes of true reports at the
 * driver's boundary: everything below (library, permissions, plugging) is not exercised by it.
 */
export function simulatedHid({
  path,
  nowMs,
  startTicker,
  hand = wanderingHand,
}: SimulatedParts): HidBackend {
  const tickers = new Set<Ticker>();
  const play = (on: HidListener): Ticker => {
    const startMs = nowMs();
    return startTicker(reportsPerSecond, nowMs, () => {
      for (const report of spaceMouseReports(hand(nowMs() - startMs))) on.data(report);
    });
  };
  const stop = (ticker: Ticker): void => {
    ticker.stop();
    tickers.delete(ticker);
  };
  return {
    list: async () => done([{ ...simulatedInfo, path }]),
    open: async (_path, on) => {
      const ticker = play(on);
      tickers.add(ticker);
      return done({
        write: () => {},
        sendFeatureReport: () => {},
        close: async () => stop(ticker),
      });
    },
    close: async () => {
      for (const ticker of [...tickers]) stop(ticker);
    },
  };
}
