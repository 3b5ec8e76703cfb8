import { zlibSync } from 'fflate';
import { type CubeFace, cubeFaces } from '../../core/backdrops/bake/cube-faces.ts';
import { type DepthCodes, depthCodes } from '../../core/backdrops/bake/depth-codes.ts';
import { equirectOf } from '../../core/backdrops/bake/equirect.ts';
import type { LightProbe } from '../../core/backdrops/bake/parts.ts';
import { pngOfGrey16 } from '../../core/backdrops/bake/png-grey16.ts';
import { srgbBytesOf } from '../../core/backdrops/bake/srgb-bytes.ts';
import { mat4 } from '../../core/math.ts';
import { createPatchView, type PatchView } from '../../core/stage/patch-view.ts';
import { createViewTarget } from '../../render/view-target.ts';
import type { Darkroom, Developed } from './darkroom.ts';
import { openFloatReader } from './read-floats.ts';
import { stillMomentMs } from './still.ts';

export interface Panorama {
  picture: Blob;
  depth: Blob;
  probe: LightProbe;
}

const widthPx = { gpu: 4096, software: 1024 };
const eyeHeightM = 1.6;
/** More than 90° a face, so that the filter finds neighbours over each edge. */
const reach = 1.02;
/** Pixels of a face per pixel of the panorama's quarter: the middle of a face is its coarsest part. */
const faceDensity = 1.4;

/** All that is to be seen from the actor's mark, with its distances and its light. */
export async function drawPanorama(darkroom: Darkroom, developed: Developed): Promise<Panorama> {
  const width = Math.min(
    darkroom.isSoftware ? widthPx.software : widthPx.gpu,
    darkroom.renderer.capabilities.maxTextureSize,
  );
  const size = Math.round((width / 4) * faceDensity);
  const target = createViewTarget(size, size, 0);
  const reader = openFloatReader(darkroom, size, size);
  const colours: Float32Array[] = [];
  const inverse: Float32Array[] = [];
  for (const face of cubeFaces) {
    developed.draw(faceView(face, size), target, stillMomentMs);
    colours.push(reader.colours(target));
    inverse.push(reader.inverseDistances(target));
  }
  reader.close();
  target.dispose();
  const rgb = equirectOf({ faces: colours, size, reach }, width, 'linear');
  const far = equirectOf({ faces: inverse, size, reach }, width, 'surface');
  const depth = depthCodes(metresOf(far));
  return {
    picture: await pngOf(srgbBytesOf(rgb), width),
    depth: depthPng(depth, width),
    probe: probeOf(developed, depth),
  };
}

function faceView({ right, up, back }: CubeFace, size: number): PatchView {
  return {
    ...createPatchView(),
    // biome-ignore format: columns of a matrix
    stageFromView: mat4.fromValues(
      right[0], right[1], right[2], 0,
      up[0], up[1], up[2], 0,
      back[0], back[1], back[2], 0,
      0, eyeHeightM, 0, 1,
    ),
    left: -reach,
    right: reach,
    bottom: -reach,
    top: reach,
    width: size,
    height: size,
  };
}

/** The first of each triple, turned over: where nothing was drawn it is endlessly far. */
const metresOf = (triples: Float32Array): Float32Array =>
  Float32Array.from({ length: triples.length / 3 }, (_, i) => 1 / (triples[3 * i] ?? 0));

async function pngOf(bytes: Uint8ClampedArray, width: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, width / 2);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser gives no canvas to write the panorama.');
  const image = context.createImageData(width, width / 2);
  image.data.set(bytes);
  context.putImageData(image, 0, 0);
  return canvas.convertToBlob({ type: 'image/png' });
}

function depthPng({ codes }: DepthCodes, width: number): Blob {
  const png = pngOfGrey16(codes, width, (bytes) => zlibSync(bytes, { level: 6 }));
  return new Blob([Uint8Array.from(png)], { type: 'image/png' });
}

function probeOf({ instance }: Developed, { nearM, farM }: DepthCodes): LightProbe {
  const { harmonics, dominant } = instance.light();
  const { direction, colour } = dominant;
  return {
    harmonics: [...harmonics],
    dominant: { direction: [...direction], colour: [...colour] },
    nearM,
    farM,
  };
}
