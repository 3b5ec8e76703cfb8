import { periodMs } from '../../time/rate.ts';
import type { Clip, Film } from '../filmed-frames.ts';
import { base64FromBytes } from './base64.ts';

/** Where numbers of the animation lie in the one buffer. */
interface Accessors {
  floats: number[];
  bufferViews: object[];
  accessors: object[];
}

/**
 * A take as glTF 2.0 with its buffer inside: a node a camera with translation and rotation, LINEAR,
 * quaternions of one hemisphere; metres, +Y up, looking along −Z; time in seconds from the first
 * frame, in single precision as the format has it. A field of view cannot be animated in plain glTF:
 * the first frame's stands in the camera, and every frame's lens in its `extras`.
 */
export function gltfText({ take, timeline, clips }: Film): string {
  const data: Accessors = { floats: [], bufferViews: [], accessors: [] };
  const animated = clips.map((clip, node) =>
    animation(clip, node, periodMs(timeline.camera), data),
  );
  const bytes = littleEndian(data.floats);
  const first = clips[0]?.frames[0];
  const document = {
    asset: { version: '2.0', generator: 'Cyclorama' },
    scene: 0,
    scenes: [{ name: take.id, nodes: clips.map((_, node) => node) }],
    nodes: clips.map(({ frames, ...clip }, camera) => ({
      name: nameOf(clip),
      camera,
      translation: frames[0]?.position ?? [0, 0, 0],
      rotation: frames[0]?.orientation ?? [0, 0, 0, 1],
    })),
    cameras: clips.map(cameraOf),
    animations: [
      {
        name: take.id,
        samplers: animated.flatMap(({ samplers }) => samplers),
        channels: animated.flatMap(({ channels }) => channels),
      },
    ],
    accessors: data.accessors,
    bufferViews: data.bufferViews,
    buffers: [
      {
        byteLength: bytes.length,
        uri: `data:application/octet-stream;base64,${base64FromBytes(bytes)}`,
      },
    ],
    extras: {
      take,
      startTimecode: first?.timecode,
      startFrame: first?.number,
      timecode: timeline.timecode,
      timecodeFrom: timeline.timecodeFrom,
      cameraRate: timeline.camera,
    },
  };
  return JSON.stringify(document);
}

const nameOf = ({ camera, which }: Omit<Clip, 'frames'>): string =>
  which === 'raw' ? `${camera} raw` : camera;

function animation({ frames }: Clip, node: number, period: number, data: Accessors) {
  const times = frames.map(({ index }) => ((index - (frames[0]?.index ?? 0)) * period) / 1000);
  const input = accessor(data, 'SCALAR', times, true);
  const output = [
    accessor(
      data,
      'VEC3',
      frames.flatMap(({ position }) => position),
    ),
    accessor(
      data,
      'VEC4',
      frames.flatMap(({ orientation }) => orientation),
    ),
  ];
  return {
    samplers: output.map((each) => ({ input, output: each, interpolation: 'LINEAR' })),
    channels: ['translation', 'rotation'].map((path, i) => ({
      sampler: node * 2 + i,
      target: { node, path },
    })),
  };
}

const sizes = { SCALAR: 1, VEC3: 3, VEC4: 4 } as const;
const float = 5126;

function accessor(
  { floats, bufferViews, accessors }: Accessors,
  type: keyof typeof sizes,
  numbers: readonly number[],
  withRange = false,
): number {
  const byteOffset = floats.length * 4;
  for (const number of numbers) floats.push(number);
  bufferViews.push({ buffer: 0, byteOffset, byteLength: numbers.length * 4 });
  const range = withRange && {
    min: [Math.fround(numbers[0] ?? 0)],
    max: [Math.fround(numbers.at(-1) ?? 0)],
  };
  const count = numbers.length / sizes[type];
  const bufferView = bufferViews.length - 1;
  return accessors.push({ bufferView, componentType: float, type, count, ...range }) - 1;
}

function cameraOf(clip: Clip): object {
  const { frames } = clip;
  const lens = frames[0]?.lens;
  const height = lens?.sensorHeightMm ?? 14;
  const width = (lens?.sensorWidthMm ?? 24.89) * (lens?.squeeze ?? 1);
  const flagged = frames.filter(({ mark }) => mark !== 'ok');
  return {
    name: nameOf(clip),
    type: 'perspective',
    perspective: {
      yfov: 2 * Math.atan(height / (2 * (lens?.focalLengthMm ?? 35))),
      aspectRatio: width / height,
      znear: 0.1,
    },
    extras: {
      sensorMm: [lens?.sensorWidthMm, lens?.sensorHeightMm],
      squeeze: lens?.squeeze,
      focalLengthMm: frames.map((frame) => frame.lens.focalLengthMm),
      focusDistanceM: frames.map((frame) => frame.lens.focusDistanceM),
      fStop: frames.map((frame) => frame.lens.fStop),
      marks: Object.fromEntries(flagged.map(({ number, mark }) => [number, mark])),
    },
  };
}

function littleEndian(numbers: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(numbers.length * 4);
  const view = new DataView(bytes.buffer);
  for (const [i, number] of numbers.entries()) view.setFloat32(i * 4, number, true);
  return bytes;
}
