import { mat4 } from '../../math.ts';
import { hertz } from '../../time/rate.ts';
import type { Clip, Film, FilmedFrame } from '../filmed-frames.ts';
import { plainNumber } from './numbers.ts';

/**
 * A take as USD in ASCII: one Camera prim a camera, metres, +Y up, time codes are camera frames
 * since midnight. Apertures and focal length are in tenths of a scene unit (UsdGeomCamera), which is
 * here a metre: 35 mm is 0.35. Matrices are for row vectors: the translation stands in the last row.
 */
export function* usdaText(film: Film): Generator<string> {
  const { take, timeline, clips } = film;
  const all = clips.flatMap(({ frames }) => [frames[0], frames.at(-1)]).filter((frame) => frame);
  const numbers = all.map((frame) => frame?.number ?? 0);
  const rate = plainNumber(hertz(timeline.camera), 9);
  yield `#usda 1.0
(
    defaultPrim = "Take"
    metersPerUnit = 1
    upAxis = "Y"
    startTimeCode = ${Math.min(...numbers)}
    endTimeCode = ${Math.max(...numbers)}
    timeCodesPerSecond = ${rate}
    framesPerSecond = ${rate}
    customLayerData = {
        string take = ${quoted(take.id)}
        string scene = ${quoted(take.scene)}
        string slate = ${quoted(take.slate)}
        string startTimecode = "${all[0]?.timecode ?? ''}"
        string timecodeFrom = "${timeline.timecodeFrom}"
        string timecodeRate = "${timeline.timecode.name}"
        string cameraRate = "${timeline.camera.num}/${timeline.camera.den}"
    }
)

def Xform "Take"
{
`;
  for (const clip of clips) yield* cameraPrim(clip);
  yield '}\n';
}

const quoted = (text: string): string => JSON.stringify(text.replace(/[^ -~]/g, '_'));

/** A prim's name: letters, digits and underscores, no digit in front. */
const primName = ({ camera, which }: Clip): string => {
  const name = camera.replace(/[^A-Za-z0-9]/g, '_').replace(/^(?=\d)/, '_');
  return which === 'raw' ? `${name}_raw` : name;
};

function* cameraPrim(clip: Clip): Generator<string> {
  const { frames } = clip;
  yield `    def Camera "${primName(clip)}"\n    {\n`;
  yield '        float2 clippingRange = (0.1, 10000)\n        token projection = "perspective"\n';
  yield* samples('float focalLength', frames, ({ lens }) => tenths(lens.focalLengthMm));
  yield* samples('float horizontalAperture', frames, ({ lens }) =>
    tenths(lens.sensorWidthMm * lens.squeeze),
  );
  yield* samples('float verticalAperture', frames, ({ lens }) => tenths(lens.sensorHeightMm));
  // Where the axis meets the picture: to the right and down; the window lies the other way.
  yield* samples('float horizontalApertureOffset', frames, ({ lens }) =>
    tenths(-lens.projectionOffsetXMm * lens.squeeze),
  );
  yield* samples('float verticalApertureOffset', frames, ({ lens }) =>
    tenths(lens.projectionOffsetYMm),
  );
  yield* samples('float focusDistance', frames, ({ lens }) => plainNumber(lens.focusDistanceM, 6));
  yield* samples('float fStop', frames, ({ lens }) => plainNumber(lens.fStop, 4));
  yield* samples('custom token cyclorama:mark', frames, ({ mark }) => `"${mark}"`);
  yield '        matrix4d xformOp:transform.timeSamples = {\n';
  for (const frame of frames) yield `            ${frame.number}: ${rowMatrix(frame)},\n`;
  yield '        }\n        uniform token[] xformOpOrder = ["xformOp:transform"]\n    }\n';
}

/** Millimetres in tenths of a metre. */
const tenths = (mm: number): string => plainNumber(mm / 100, 9);

/** One value when it never changes, else a sample wherever a run of equal values begins and ends. */
function* samples(
  attribute: string,
  frames: readonly FilmedFrame[],
  text: (frame: FilmedFrame) => string,
): Generator<string> {
  const values = frames.map(text);
  if (values.every((value) => value === values[0])) {
    yield `        ${attribute} = ${values[0]}\n`;
    return;
  }
  yield `        ${attribute}.timeSamples = {\n`;
  for (const [i, frame] of frames.entries()) {
    const isInRun = values[i] === values[i - 1] && values[i] === values[i + 1];
    if (!isInRun) yield `            ${frame.number}: ${values[i]},\n`;
  }
  yield '        }\n';
}

const matrix = mat4.create();

/** gl-matrix keeps columns one after the other, which read as rows are those of the transposed. */
function rowMatrix({ position, orientation }: FilmedFrame): string {
  mat4.fromRotationTranslation(matrix, orientation, position);
  const numbers = Array.from(matrix, (value) => plainNumber(value, 12));
  const rows = [0, 4, 8, 12].map((at) => `(${numbers.slice(at, at + 4).join(', ')})`);
  return `( ${rows.join(', ')} )`;
}
