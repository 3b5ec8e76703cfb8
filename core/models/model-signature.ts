import type { ModelKind } from './model-file.ts';
import type { OnnxOutline } from './onnx-outline.ts';
import type { OnnxValue } from './onnx-value.ts';

/** How a model takes a picture and what it makes of it, as its inputs and outputs tell. */
export interface ModelSignature {
  kind: ModelKind;
  input: string;
  output: string;
  /** Order of batch, channels, height and width. */
  layout: 'nhwc' | 'nchw';
  /** Pixels that a picture must have; null where any size is taken. */
  height: number | null;
  width: number | null;
  /** Upscale: how much wider the picture becomes; null where only a run tells. Otherwise 1. */
  scale: number | null;
}

const float32 = 1;
const gateClasses = 5;

type Axis = number | string;
interface Axes {
  layout: ModelSignature['layout'];
  channels: Axis;
  height: Axis;
  width: Axis;
}

/**
 * What a model can do, by one float32 picture that goes in and one value that comes out: RGB to a wider
 * RGB is `upscale`, `pixel_values` to `predicted_depth` is `depth` (the names of the common monocular
 * models), RGB to one channel of the same size is `matte`, and RGB to five numbers is the content
 * `gate`. `undefined` for everything else: such a model is not run.
 */
export function modelSignature({ inputs, outputs }: OnnxOutline): ModelSignature | undefined {
  const [input, output] = [inputs[0], outputs[0]];
  if (inputs.length !== 1 || outputs.length !== 1 || !input || !output) return undefined;
  if (input.elementType !== float32 || output.elementType !== float32) return undefined;
  const taken = pictureAxes(input);
  if (taken?.channels !== 3) return undefined;
  const kind = kindOf(input, output, taken);
  if (!kind) return undefined;
  return {
    kind,
    input: input.name,
    output: output.name,
    layout: taken.layout,
    height: sizeOf(taken.height),
    width: sizeOf(taken.width),
    scale: kind === 'upscale' ? scaleOf(taken, pictureAxes(output)) : 1,
  };
}

function kindOf(input: OnnxValue, output: OnnxValue, taken: Axes): ModelKind | undefined {
  const { dims } = output;
  const isNchw = taken.layout === 'nchw';
  if (isNchw && input.name === 'pixel_values' && output.name === 'predicted_depth')
    return dims.length === 3 || (dims.length === 4 && dims[1] === 1) ? 'depth' : undefined;
  if (dims.length === 2) {
    const isSized = sizeOf(taken.height) !== null && sizeOf(taken.width) !== null;
    return dims[1] === gateClasses && isSized ? 'gate' : undefined;
  }
  if (dims.length !== 4 || !isBatch(dims[0])) return undefined;
  const given = pictureAxes(output);
  if (given?.layout === taken.layout && given.channels === 3) {
    const scale = scaleOf(taken, given);
    return scale === null || isScale(scale) ? 'upscale' : undefined;
  }
  return isNchw && dims[1] === 1 ? 'matte' : undefined;
}

/** Axes of a picture of one, three channels last or second; `undefined` when it is none. */
function pictureAxes({ dims }: OnnxValue): Axes | undefined {
  const [batch, a = '', b = '', c = ''] = dims;
  if (dims.length !== 4 || !isBatch(batch)) return undefined;
  if (a === 3) return { layout: 'nchw', channels: a, height: b, width: c };
  if (c === 3) return { layout: 'nhwc', channels: c, height: a, width: b };
  return undefined;
}

const isBatch = (axis: Axis | undefined): boolean => typeof axis === 'string' || axis === 1;
const sizeOf = (axis: Axis): number | null => (typeof axis === 'number' && axis > 0 ? axis : null);
const isScale = (scale: number): boolean => Number.isInteger(scale) && scale >= 1 && scale <= 8;

/** Where both sizes are fixed: NaN when the axes grow unevenly. */
function scaleOf(taken: Axes, given: Axes | undefined): number | null {
  const sizes = [taken.width, given?.width ?? '', taken.height, given?.height ?? ''].map(sizeOf);
  const [width, wider, height, higher] = sizes;
  if (!width || !wider || !height || !higher) return null;
  return wider / width === higher / height ? wider / width : Number.NaN;
}

const depthLike = { kind: 'depth', scale: 1 } as const;

/** Node, the runtime and the picture's decoder before any model. */
const processBytes = 200 * 2 ** 20;
/** Values that live at once, counted as values of the widest layer at the larger of the two sizes. */
const liveValues = 2.25;

/**
 * Memory that a run takes, in bytes: an estimate of the resident set of the process it runs in, for a
 * picture (or tile) of so many pixels. Constants count twice, as file and as what the runtime makes of
 * them.
 */
export function memoryNeedBytes(
  { tensorBytes, widest }: Pick<OnnxOutline, 'tensorBytes' | 'widest'>,
  { kind, scale }: Pick<ModelSignature, 'kind' | 'scale'>,
  pixels: number,
): number {
  // A classifier is wide only where its picture has become small.
  if (kind === 'gate') return memoryNeedBytes({ tensorBytes, widest }, depthLike, pixels / 16);
  const outPixels = pixels * (kind === 'upscale' ? (scale ?? 4) ** 2 : 1);
  // An enlarged picture's last layers are about half as wide as its widest.
  const values = Math.max(pixels * widest, (outPixels * widest) / 2);
  return Math.round(processBytes + 2 * tensorBytes + liveValues * 4 * values);
}
