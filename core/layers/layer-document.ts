import { type Layer, layersFromDocument, spanAt } from './layer.ts';
import type { JsonObject, TwoAndHalfD } from './two-and-half-d.ts';

/** Closer than this is the same number, which has only been through metres and back. */
const isSame = (a: unknown, b: unknown): boolean =>
  typeof a === 'number' && typeof b === 'number'
    ? Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a))
    : a === b;

/** The fields of a plate that say where a layer stands: the inverse of `layersFromDocument`. */
export function plateFields(
  layer: Layer,
  { maxDepthM, fieldOfViewDeg }: TwoAndHalfD['asset'],
  aspect: number,
): { place: JsonObject; ours: JsonObject } {
  const { distanceM, offsetM, sizeM, rotationDeg } = layer;
  const [spanW, spanH] = spanAt(distanceM, fieldOfViewDeg, aspect);
  const { defocus, exposure, feather, hidden, farM } = layer;
  return {
    place: {
      x: offsetM[0] / distanceM,
      y: offsetM[1] / distanceM,
      z: distanceM / maxDepthM,
      scale_x: sizeM[0] / spanW,
      scale_y: sizeM[1] / spanH,
      rotation_x: rotationDeg[0],
      rotation_y: rotationDeg[1],
      rotation_z: rotationDeg[2],
    },
    ours: { defocus, exposure, feather, hidden, relief_scale: farM / maxDepthM },
  };
}

const changedFields = (before: JsonObject, after: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(after).filter(([key, value]) => !isSame(before[key], value)));

/** The same document with its layers as they now stand: every number and key that no edit touched is as it was. */
export function documentWithLayers(
  document: TwoAndHalfD,
  layers: readonly Layer[],
): TwoAndHalfD['raw'] {
  const { asset, raw } = document;
  const { aspect, layers: originals } = layersFromDocument(document);
  const plates = Array.isArray(raw.plates) ? raw.plates : [];
  const edited = plates.map((plate: JsonObject, index) => {
    const [original, layer] = [originals, layers].map((list) =>
      list.find((each) => each.index === index),
    );
    if (!original || !layer) return plate;
    const before = plateFields(original, asset, aspect);
    const after = plateFields(layer, asset, aspect);
    const ours = changedFields(before.ours, after.ours);
    const kept = typeof plate.cyclorama === 'object' ? plate.cyclorama : {};
    return {
      ...plate,
      ...changedFields(before.place, after.place),
      ...(Object.keys(ours).length > 0 && { cyclorama: { ...kept, ...ours } }),
    };
  });
  return { ...raw, plates: edited };
}

export interface PlainPicture {
  name: string;
  file: string;
  depthFile: string | null;
  widthPx: number;
  heightPx: number;
  /** 360 for a picture all the way round. */
  fieldOfViewDeg: number;
  distanceM: number;
  nearM: number;
  farM: number;
}

/** The document of a file with one plate: a picture, with its depth map when it has one. */
export function documentOfPicture(picture: PlainPicture, generator: string): JsonObject {
  const { name, file, depthFile, widthPx, heightPx, fieldOfViewDeg } = picture;
  return {
    meta: { version: '1.0.0', generator },
    asset: {
      max_depth: picture.farM,
      min_depth: picture.nearM,
      field_of_view: fieldOfViewDeg,
    },
    plates: [
      {
        name,
        filename: file,
        ...(depthFile && { depth_map_filename: depthFile }),
        width: widthPx,
        height: heightPx,
        x: 0,
        y: 0,
        z: picture.distanceM / picture.farM,
        scale_x: 1,
        scale_y: 1,
        scale_z: 1,
        rotation_x: 0,
        rotation_y: 0,
        rotation_z: 0,
      },
    ],
  };
}
