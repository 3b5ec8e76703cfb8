import { radFromDeg } from '../math.ts';
import type { Plate, TwoAndHalfD } from './two-and-half-d.ts';

/**
 * One layer in metres, as seen from the picture's eye point: ahead is −Z, up is +Y.
 * `flat`: a plate; `relief`: a plate whose pixels stand at the depth of its depth map; `around`: all the
 * way round the eye point, 360° × 180°.
 */
export interface Layer {
  /** Number of its plate in the file, from 0. */
  index: number;
  name: string;
  file: string;
  depthFile: string | null;
  shape: 'flat' | 'relief' | 'around';
  widthPx: number;
  heightPx: number;
  /** Of a flat layer, and of an `around` one without a depth map. */
  distanceM: number;
  /** Of its middle, to the right and up. */
  offsetM: [number, number];
  sizeM: [number, number];
  rotationDeg: [number, number, number];
  /** Depths that white and black of the depth map stand for. */
  nearM: number;
  farM: number;
  /** 0 to 1. */
  defocus: number;
  /** Stops. */
  exposure: number;
  /** Soft border, as a share of half the shorter side: 0 to 1. */
  feather: number;
  hidden: boolean;
}

export interface LayerStack {
  fieldOfViewDeg: number;
  /** Width by height of what the field of view spans. */
  aspect: number;
  layers: Layer[];
  /** What the file holds that is kept but not shown, in words. */
  notes: string[];
}

const shown = /\.(png|jpe?g|webp)$/i;
/** A flat plate in an asset that goes all the way round spans what one of 90° would. */
const flatFieldDeg = (fieldDeg: number): number => (fieldDeg < 170 ? fieldDeg : 90);

/** What a field of view spans at a depth: metres, width and height. */
export function spanAt(
  distanceM: number,
  fieldOfViewDeg: number,
  aspect: number,
): [number, number] {
  const width = 2 * distanceM * Math.tan(radFromDeg(flatFieldDeg(fieldOfViewDeg)) / 2);
  return [width, width / aspect];
}

/** The plate that fills the field of view gives it its shape; without one, the first. */
export function frameAspect(plates: readonly Plate[]): number {
  const full = plates.find(({ scale_x, scale_y }) => scale_x === 1 && scale_y === 1) ?? plates[0];
  return full ? full.width / full.height : 1;
}

const isAround = ({ width, height }: Plate, fieldDeg: number): boolean =>
  fieldDeg === 360 && Math.abs(width / height - 2) < 0.01;

/**
 * The layers of a document, and in words what is in it besides. `z` is a share of the asset's depth, `x` and
 * `y` of the plate's own ("Ratios between the X/Y/Z offset and depth of the plate", plugin API
 * TwoPoint5DPlate.offsetRatios), scales of what the field of view spans at that depth.
 */
export function layersFromDocument({ asset, plates, notes }: TwoAndHalfD): LayerStack {
  const aspect = frameAspect(plates);
  const { fieldOfViewDeg } = asset;
  const layers: Layer[] = [];
  const said = [...notes];
  plates.forEach((plate, index) => {
    const name = plate.name || plate.filename;
    if (typeof plate.mesh === 'string' && plate.mesh) {
      said.push(`"${name}" has a mesh (${plate.mesh}); it is kept and drawn without it.`);
    }
    if (!shown.test(plate.filename)) {
      said.push(`"${name}" (${plate.filename}) is no PNG, JPEG or WebP; it is kept and not shown.`);
      return;
    }
    const depthFile = plate.depth_map_filename;
    const hasDepth = depthFile !== null && shown.test(depthFile);
    if (depthFile !== null && !hasDepth) {
      said.push(`The depth of "${name}" (${depthFile}) is no picture; it is kept and not used.`);
    }
    layers.push(layerOf(plate, index, name, hasDepth ? depthFile : null, asset, aspect));
  });
  return { fieldOfViewDeg, aspect, layers, notes: said };
}

function layerOf(
  plate: Plate,
  index: number,
  name: string,
  depthFile: string | null,
  { minDepthM, maxDepthM, fieldOfViewDeg }: TwoAndHalfD['asset'],
  aspect: number,
): Layer {
  const distanceM = plate.z * maxDepthM;
  const [spanW, spanH] = spanAt(distanceM, fieldOfViewDeg, aspect);
  const { relief_scale, defocus, exposure, feather, hidden } = plate.cyclorama;
  const shape = isAround(plate, fieldOfViewDeg) ? 'around' : depthFile ? 'relief' : 'flat';
  return {
    index,
    name,
    file: plate.filename,
    depthFile,
    shape,
    widthPx: plate.width,
    heightPx: plate.height,
    distanceM,
    offsetM: [plate.x * distanceM, plate.y * distanceM],
    sizeM: [plate.scale_x * spanW, plate.scale_y * spanH],
    rotationDeg: [plate.rotation_x, plate.rotation_y, plate.rotation_z],
    nearM: minDepthM * relief_scale,
    farM: maxDepthM * relief_scale,
    defocus,
    exposure,
    feather,
    hidden,
  };
}
