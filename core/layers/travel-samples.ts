import { mat3, vec3 } from '../math.ts';
import { eachCut, eachNeighbour } from './cuts.ts';
import { cutAt, type DepthGrid } from './depth-grid.ts';
import type { Layer } from './layer.ts';
import { inverseDepth, placeOfLayer, rayOfPlace } from './layer-place.ts';
import { angleBetween, type TravelSample } from './safe-travel.ts';

const [tilesAcross, tilesDown] = [24, 12];

/** Keeps the strongest sample of each part of the picture and direction: the others never decide. */
class Strongest {
  readonly #kept = new Map<string, { strength: number; make: () => TravelSample }>();

  offer(key: string, strength: number, make: () => TravelSample): void {
    const known = this.#kept.get(key);
    if (known && known.strength >= strength) return;
    this.#kept.set(key, { strength, make });
  }

  list(): TravelSample[] {
    return [...this.#kept.values()].map(({ make }) => make());
  }
}

/** Where a layer with a depth map may tear or stretch. `grid` is its depth map's. */
export function reliefSamples(layer: Layer, grid: DepthGrid): TravelSample[] {
  const { columns, rows, values } = grid;
  const placed = placeOfLayer(mat3.create(), layer);
  const u = (at: number) => (at % columns) / (columns - 1);
  const v = (at: number) => Math.floor(at / columns) / (rows - 1);
  const inverse = (at: number) => inverseDepth(layer, values[at] ?? 0);
  const ray = (at: number) => rayOfPlace(vec3.create(), layer.shape, placed, u(at), v(at));
  const point = (at: number, inverseM: number) => vec3.scale(vec3.create(), ray(at), 1 / inverseM);
  const tile = (at: number) =>
    `${Math.floor(u(at) * tilesAcross)} ${Math.floor(v(at) * tilesDown)}`;
  const strongest = new Strongest();
  eachCut(grid, (near, far) => {
    strongest.offer(`${tile(near)} ${far - near}`, inverse(near) - inverse(far), () => ({
      kind: 'hole',
      // The near side is drawn up to the far vertex, and there the hole begins.
      near: point(far, inverse(near)),
      far: point(far, inverse(far)),
      across: across(ray(near), ray(far)),
    }));
  });
  const most = cutAt(grid);
  eachNeighbour(grid, (from, to) => {
    const step = Math.abs((values[from] ?? 0) - (values[to] ?? 0));
    if (step === 0 || step > most) return;
    const isBeside = to - from === 1;
    strongest.offer(`${tile(from)} s${isBeside}`, step, () =>
      stretchOf(
        point(from, inverse(from)),
        point(to, inverse(to)),
        isBeside ? layer.widthPx / (columns - 1) : layer.heightPx / (rows - 1),
      ),
    );
  });
  return strongest.list();
}

const across = (near: vec3, far: vec3): vec3 => {
  const [n, f] = [near, far].map((ray) => vec3.normalize(vec3.create(), ray));
  const between = vec3.subtract(vec3.create(), f ?? far, n ?? near);
  return vec3.normalize(between, between);
};

function stretchOf(from: vec3, to: vec3, pixels: number): TravelSample {
  const [a, b] = [from, to].map((point) => vec3.normalize(vec3.create(), point));
  const restRad = angleBetween(a ?? from, b ?? to);
  return { kind: 'stretch', from, to, restRad, pixels };
}

const borderSteps = 12;

/**
 * Where flat layers part from what is behind them: along the border of each, against the next one farther.
 * `layers` as they are painted, the farthest first; hidden ones are none.
 */
export function borderSamples(layers: readonly Layer[]): TravelSample[] {
  const flat = layers.filter(({ shape, hidden }) => shape === 'flat' && !hidden);
  return flat.slice(1).flatMap((layer, index) => {
    const behind = flat[index];
    return behind ? borderOf(layer, behind.distanceM) : [];
  });
}

function borderOf(layer: Layer, behindM: number): TravelSample[] {
  const placed = placeOfLayer(mat3.create(), layer);
  const ray = (u: number, v: number) => rayOfPlace(vec3.create(), 'flat', placed, u, v);
  const middle = ray(0.5, 0.5);
  const sides: [u: number, v: number, outU: number, outV: number][] = [];
  for (let i = 0; i <= borderSteps; i++) {
    const along = i / borderSteps;
    sides.push([0, along, -1, 0], [1, along, 1, 0], [along, 0, 0, -1], [along, 1, 0, 1]);
  }
  return sides.map(([u, v, outU, outV]) => {
    const border = ray(u, v);
    const far = vec3.scale(vec3.create(), border, behindM);
    const near = vec3.scale(vec3.create(), border, layer.distanceM);
    const outwards = ray(0.5 + 0.01 * outU, 0.5 + 0.01 * outV);
    return { kind: 'hole', near, far, across: across(middle, outwards) };
  });
}
