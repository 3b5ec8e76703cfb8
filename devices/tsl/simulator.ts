import { encodeTslV3, encodeTslV5 } from './codec.ts';

export interface TslSimulatorOptions {
  version?: 3 | 5;
  /** Cameras with a display each, from index 1. */
  cameras?: number;
}

/** A cut every so many frames. */
const cutFrames = 120;

/**
 * A vision mixer that cuts from camera to camera: red is on air, green is next (v3.1: tally 1 and 2).
 * The datagrams of its frame `index`, from 0: everything is repeated, as mixers do.
 */
export function tslSimulator(options: TslSimulatorOptions = {}): (index: number) => Uint8Array[] {
  const { version = 5, cameras = 4 } = options;
  return (index) => {
    const cut = Math.floor(index / cutFrames);
    const displays = Array.from({ length: cameras }, (_, camera) => ({
      index: camera + 1,
      tallies: camera === cut % cameras ? 1 : camera === (cut + 1) % cameras ? 2 : 0,
      text: `CAM ${camera + 1}`,
    }));
    if (version === 3) return displays.map((d) => encodeTslV3(d.index, d.tallies, d.text));
    const lit = displays.map((d) => ({ ...d, tallies: d.tallies * 0b010101 }));
    return [encodeTslV5(0, lit)];
  };
}
