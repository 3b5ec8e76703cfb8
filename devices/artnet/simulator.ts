import { simulatedSlots } from '../dmx/simulated-slots.ts';
import { encodeArtDmx, encodeArtTimeCode } from './codec.ts';

export interface ArtNetSimulatorOptions {
  portAddress?: number;
  /** Whether timecode comes along: frame `index` at 25 a second, so send at that rate. */
  timecode?: boolean;
}

/** A console that sends one universe: the datagrams of its frame `index`, from 0. */
export function artNetSimulator(
  options: ArtNetSimulatorOptions = {},
): (index: number) => Uint8Array[] {
  const { portAddress = 0, timecode = false } = options;
  return (index) => {
    const dmx = encodeArtDmx(portAddress, 1 + (index % 255), simulatedSlots(index));
    return timecode ? [dmx, encodeArtTimeCode(index, 1)] : [dmx];
  };
}
