import { z } from 'zod';
import { fault, type Result } from '../result.ts';
import { importedLens, type LensImport, parseDocument } from './lens-import.ts';
import { brownConradyFromOpenCv, type OpenCvCoefficients } from './opencv-coefficients.ts';
import { parseStoredText } from './opencv-text.ts';

/** What a calibration file does not say. */
export interface OpenCvImportOptions {
  /** Width of the recorded area, mm. */
  sensorWidthMm: number;
  /** Needed where the file does not have it. */
  imagePx?: readonly [number, number];
}

const size = z.int().min(16).max(65536);
const matrix = (most: number) =>
  z.object({
    rows: z.int().min(1).max(16),
    cols: z.int().min(1).max(16),
    data: z.array(z.number()).min(4).max(most),
  });

const calibration = z.object({
  image: z.tuple([size, size]),
  camera: matrix(9).refine(({ data }) => data.length === 9, 'a camera matrix has 3 × 3 numbers'),
  coefficients: matrix(14).refine(
    ({ data }) => [4, 5, 8, 12, 14].includes(data.length),
    'distortion has 4, 5, 8, 12 or 14 coefficients',
  ),
});
type Calibration = z.infer<typeof calibration>;

const stored = z.record(z.string().max(128), z.unknown());

/** The names under which OpenCV's samples, its tools, ROS and people write the same thing. */
const names = {
  width: ['image_width', 'image_Width', 'imageWidth', 'width'],
  height: ['image_height', 'image_Height', 'imageHeight', 'height'],
  size: ['image_size', 'imageSize', 'cameraResolution', 'img_shape'],
  camera: ['camera_matrix', 'Camera_Matrix', 'cameraMatrix', 'camera_matrix_1', 'mtx', 'K', 'M1'],
  coefficients: [
    'distortion_coefficients',
    'Distortion_Coefficients',
    'distCoeffs',
    'dist_coeffs',
    'dist_coeff',
    'dist',
    'D',
    'D1',
  ],
} as const;

const noPupil = 'The file does not say where the entrance pupil is: measure it and enter it.';

/** Pixels this much out of square are a lens that squeezes, not a measuring error. */
const mostPixelSkew = 0.02;

/**
 * A pinhole calibration of OpenCV (FileStorage YAML, XML or JSON) as a fixed lens. F = (w / w_px)·fx and
 * ΔP = (w / w_px)·(c − px/2), as SMPTE's note on OpenCV has it (its pixel centres at whole numbers
 * would make that half a pixel more); the height of the sensor makes fy right. The coefficients lead
 * from undistorted to distorted. Fisheye models, thin prisms and tilted sensors are refused.
 */
export function importOpenCv(text: string, options: OpenCvImportOptions): Result<LensImport> {
  const document = parseStoredText(text);
  if (!document.ok) return document;
  const fields = parseDocument(stored, document.value);
  if (!fields.ok) return fields;
  const refused = refusedModel(fields.value);
  if (refused) return refused;
  const parsed = parseDocument(calibration, gathered(fields.value, options));
  if (!parsed.ok) return { ok: false, fault: parsed.fault.map(namedInFile) };
  return lensFromCalibration(parsed.value, options.sensorWidthMm);
}

const first = (fields: Record<string, unknown>, among: readonly string[]): unknown => {
  const name = among.find((candidate) => Object.hasOwn(fields, candidate));
  return name === undefined ? undefined : fields[name];
};

function gathered(fields: Record<string, unknown>, { imagePx }: OpenCvImportOptions): unknown {
  const [width, height] = [first(fields, names.width), first(fields, names.height)];
  const listed = first(fields, names.size);
  const image = width === undefined ? (listed ?? imagePx) : [width, height];
  return {
    image,
    camera: asMatrix(first(fields, names.camera)),
    coefficients: asMatrix(first(fields, names.coefficients)),
  };
}

/** A matrix of FileStorage, or what Python writes with `tolist()`: a list, or a list of lists. */
function asMatrix(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const data: unknown[] = value.flat();
  return { rows: value.length, cols: Math.max(1, data.length / value.length), data };
}

const wanted = { image: names.width, camera: names.camera, coefficients: names.coefficients };

/** The gathered fields have names of ours; people know those of the file. */
function namedInFile(problem: { path: string; code: string; message: string }) {
  const [, field = '', ...rest] = problem.path.split('/');
  const known = Object.entries(wanted).find(([name]) => name === field)?.[1] ?? [];
  const hint = known.length > 0 ? ` The file should have it as one of: ${known.join(', ')}.` : '';
  const path = ['', known[0] ?? field, ...rest].join('/');
  return { ...problem, path, message: `${problem.message}.${hint}` };
}

function refusedModel(fields: Record<string, unknown>): Result<never> | undefined {
  const named = fields.distortion_model;
  const isFisheye = Number(fields.fisheye_model ?? 0) !== 0;
  const pinhole = named === undefined || named === 'plumb_bob' || named === 'rational_polynomial';
  if (pinhole && !isFisheye) return undefined;
  const path = isFisheye ? '/fisheye_model' : '/distortion_model';
  return fault(path, 'model', 'Only the pinhole model is read. Calibrate again without fisheye.');
}

function lensFromCalibration(
  { image: [widthPx, heightPx], camera, coefficients }: Calibration,
  sensorWidthMm: number,
): Result<LensImport> {
  const [fx = 0, , cx = 0, , fy = 0, cy = 0] = camera.data;
  if (!(fx > 0 && fy > 0)) {
    return fault('/camera_matrix/data', 'focal-length', 'fx and fy must be above 0.');
  }
  if (Math.abs(fx / fy - 1) > mostPixelSkew) {
    const message = `fx and fy differ by ${(100 * Math.abs(fx / fy - 1)).toFixed(1)} %: a lens that squeezes. Calibrate with the picture unsqueezed.`;
    return fault('/camera_matrix/data', 'squeezed', message);
  }
  const [k1 = 0, k2 = 0, p1 = 0, p2 = 0, k3 = 0, k4 = 0, k5 = 0, k6 = 0, ...more] =
    coefficients.data;
  if (more.some((value) => value !== 0)) {
    const message = 'Thin prism and tilt coefficients are not used. Calibrate without them.';
    return fault('/distortion_coefficients/data', 'model', message);
  }
  const mmPerPx = sensorWidthMm / widthPx;
  const focalLengthMm = mmPerPx * fx;
  const mmPerRow = focalLengthMm / fy;
  const all: OpenCvCoefficients = { k1, k2, k3, k4, k5, k6, p1, p2 };
  return importedLens(
    {
      kind: 'fixed',
      focalLengthMm,
      sensorMm: [sensorWidthMm, mmPerRow * heightPx],
      projectionOffsetMm: [mmPerPx * (cx - widthPx / 2), mmPerRow * (cy - heightPx / 2)],
      distortion: { model: 'brown-conrady-u-d', ...brownConradyFromOpenCv(all, focalLengthMm) },
    },
    { metadata: {}, notes: [noPupil] },
  );
}
