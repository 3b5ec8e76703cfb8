import { datagram, type NumberTag, oscBundle, oscMessage } from './t1-osc-bytes.ts';

/** A datagram of the fuzzing and what is in it, to be judged message by message. */
export interface FuzzPacket {
  bytes: Uint8Array;
  /** Whole messages in order; a datagram that is no bundle is one message. */
  messages: Uint8Array[];
  /** Whether a bundle ends in the middle of a further message. */
  isCut: boolean;
  /** Nothing in it was damaged, so it has to be read. */
  isSound: boolean;
}

type Random = () => number;

/** One datagram: sound, damaged, or a bundle of both. `random` gives 0..1. */
export function fuzzPacket(random: Random): FuzzPacket {
  const isSound = random() < 0.3;
  const message = () => (isSound ? soundMessage(random) : damaged(soundMessage(random), random));
  if (random() < 0.75) {
    const whole = message();
    const bytes = datagram(isSound ? whole : resized(whole, random));
    return { bytes, messages: [bytes], isCut: false, isSound };
  }
  const elements = Array.from({ length: 1 + whole(random, 3) }, message);
  const last = elements.at(-1) ?? [];
  const lost = !isSound && random() < 0.3 ? 4 * (1 + whole(random, last.length / 4 - 1)) : 0;
  const bundle = oscBundle(elements);
  return {
    bytes: datagram(bundle.slice(0, bundle.length - lost)),
    messages: (lost > 0 ? elements.slice(0, -1) : elements).map(datagram),
    isCut: lost > 0,
    isSound,
  };
}

const whole = (random: Random, below: number): number => Math.floor(random() * below);

function soundMessage(random: Random): number[] {
  const subject = `${['', 'cam-', 'A.', 'crane_'][whole(random, 4)]}${whole(random, 1000)}`;
  const surplus = random() < 0.1 ? [random()] : [];
  if (random() < 0.2) return lensMessage(subject, random);
  const noun = random() < 0.8 ? 'camera' : 'object';
  const values = [...poseNumbers(random), ...surplus];
  return oscMessage(`/cyc/${noun}/${subject}/pose`, tagsOf(values, random), values);
}

function lensMessage(subject: string, random: Random): number[] {
  const values = [1 + 100 * random(), 50 * random(), 1 + 20 * random()];
  return oscMessage(`/cyc/camera/${subject}/lens`, tagsOf(values, random), values);
}

/** x, y, z within 10 m and a unit quaternion. */
export function poseNumbers(random: Random): number[] {
  const position = [0, 1, 2].map(() => 20 * random() - 10);
  const quaternion = [0, 1, 2, 3].map(() => 2 * random() - 1);
  const length = Math.hypot(...quaternion) || 1;
  return [...position, ...quaternion.map((value) => value / length)];
}

/** Mostly floats; doubles now and then, and an integer where the number is whole. */
const tagsOf = (values: readonly number[], random: Random): NumberTag[] =>
  values.map((value) => (Number.isInteger(value) ? 'i' : random() < 0.1 ? 'd' : 'f'));

const specials = [
  [0x7f, 0xc0, 0, 0],
  [0x7f, 0x80, 0, 0],
  [0xff, 0x80, 0, 0],
  [0x80, 0, 0, 0],
  [0, 0, 0, 1],
] as const;

/** One to three injuries that keep the length: bytes, bits, words, and floats that are no numbers. */
function damaged(message: readonly number[], random: Random): number[] {
  const bytes = [...message];
  for (let i = 0; i <= whole(random, 3); i += 1) {
    const at = whole(random, bytes.length);
    const word = at - (at % 4);
    const kind = random();
    if (kind < 0.3) bytes[at] = whole(random, 256);
    else if (kind < 0.6) bytes[at] = (bytes[at] ?? 0) ^ (1 << whole(random, 8));
    else if (kind < 0.8) bytes.splice(word, 4, ...(specials[whole(random, 5)] ?? []));
    else bytes.splice(word, 4, ...bytes.slice(word, word + 4).reverse());
  }
  return bytes;
}

/** Sometimes cut off or followed by more. */
function resized(message: readonly number[], random: Random): number[] {
  const kind = random();
  if (kind < 0.2) return message.slice(0, whole(random, message.length));
  if (kind < 0.35) return message.slice(0, 4 * whole(random, message.length / 4));
  if (kind < 0.5) return [...message, ...Array.from({ length: 4 }, () => whole(random, 256))];
  return [...message];
}
