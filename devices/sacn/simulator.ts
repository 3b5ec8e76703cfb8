import { simulatedSlots } from '../dmx/simulated-slots.ts';
import { encodeSacnData, encodeSacnDiscovery } from './codec.ts';

export interface SacnSimulatorOptions {
  /** 16 bytes that name the sender. */
  cid: Uint8Array;
  name?: string;
  universe?: number;
  priority?: number;
}

/** Universe discovery comes every 10 s at 44 frames a second. */
const discoveryFrames = 440;

/** A console that sends one universe: the datagrams of its frame `index`, from 0. */
export function sacnSimulator(options: SacnSimulatorOptions): (index: number) => Uint8Array[] {
  const { cid, name = 'Cyclorama simulator', universe = 1, priority = 100 } = options;
  return (index) => {
    const slots = simulatedSlots(index);
    const data = encodeSacnData({ cid, name, universe, priority, sequence: index & 0xff, slots });
    const isDue = index % discoveryFrames === 0;
    return isDue ? [data, encodeSacnDiscovery(cid, name, [universe])] : [data];
  };
}
