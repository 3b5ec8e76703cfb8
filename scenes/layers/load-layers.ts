import type { Texture, WebGLRenderer } from 'three';
import { type DepthGrid, depthGrid } from '../../core/layers/depth-grid.ts';
import type { Layer, LayerStack } from '../../core/layers/layer.ts';
import { type Relief, reliefOf } from '../../core/layers/relief-mesh.ts';
import { decodePicture } from '../picture/load-picture.ts';
import type { SmallPicture } from '../picture/picture-light.ts';
import { decodeDepth } from './decode-depth.ts';
import { withoutDepth } from './layer-mesh.ts';
import { premultiplied } from './premultiply.ts';
import { unpackLayers } from './unpack.ts';

export interface LoadedLayer {
  layer: Layer;
  texture: Texture;
  small: SmallPicture;
  grid: DepthGrid | null;
  relief: Relief;
  dispose(): void;
}

/** A sphere without a depth map still wants vertices: its triangles are flat. */
const evenSphere = () =>
  depthGrid({ width: 96, height: 48, values: new Uint8Array(96 * 48) }, true);

/** Fetches a `.2p5d` and decodes what it shows, one layer after the other. Rejects with a reason in words. */
export async function loadLayers(
  renderer: WebGLRenderer,
  url: string,
): Promise<{ stack: LayerStack; loaded: LoadedLayer[] }> {
  const { stack, picture } = await unpackLayers(url);
  const loaded: LoadedLayer[] = [];
  try {
    for (const layer of stack.layers) loaded.push(await loadLayer(renderer, layer, picture));
  } catch (error) {
    for (const each of loaded) each.dispose();
    throw error;
  }
  return { stack, loaded };
}

async function loadLayer(
  renderer: WebGLRenderer,
  layer: Layer,
  picture: (name: string) => Blob,
): Promise<LoadedLayer> {
  const isAround = layer.shape === 'around';
  const saying = (error: unknown): never => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`Layer "${layer.name}": ${why}`);
  };
  const depth = layer.depthFile
    ? await decodeDepth(picture(layer.depthFile)).catch(saying)
    : undefined;
  const options = { wraps: isAround, premultiplyAlpha: 'none' } as const;
  const decoded = await decodePicture(renderer, picture(layer.file), options).catch(saying);
  const grid = depth ? depthGrid(depth, isAround) : null;
  const relief = grid ? reliefOf(grid) : isAround ? reliefOf(evenSphere()) : withoutDepth;
  const target = decoded.hasAlpha ? premultiplied(renderer, decoded.texture) : undefined;
  const texture = target?.texture ?? decoded.texture;
  const dispose = () => (target ?? texture).dispose();
  return { layer, texture, small: decoded.small, grid, relief, dispose };
}
