/** Frames from dark to full and back, and from one cue to the next; 44 are a second of DMX. */
const fadeFrames = 176;
const cueFrames = 440;
const cueHeldFrames = 22;

/**
 * What a simulated console sends in its frame `index`: slot 1 fades up and down, slots 2 and 3 are
 * the same fade in 16 bit, slot 4 is at full for half a second in every ten.
 */
export function simulatedSlots(index: number): Uint8Array {
  const phase = (index % fadeFrames) / fadeFrames;
  const level = 1 - Math.abs(2 * phase - 1);
  const wide = Math.round(level * 65535);
  const isCue = index % cueFrames >= cueFrames - cueHeldFrames;
  const slots = new Uint8Array(512);
  slots.set([Math.round(level * 255), wide >> 8, wide & 0xff, isCue ? 255 : 0]);
  return slots;
}
