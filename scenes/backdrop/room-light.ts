import {
  addDirectional,
  createHarmonics,
  irradianceAt,
  luminanceOf,
  projectRadiance,
  type Vector,
} from '../harmonics.ts';
import type { SceneLight } from '../scene.ts';
import type { Daylight } from '../sky/daylight.ts';
import { type Pane, paneHalfHeightM, roomHalfM, roomLamps } from './room-plan.ts';

const wallAlbedo = 0.55;
/** Where an actor's chest is. */
const chestM = 1.3;
/** `lampGlow` of `room.frag.glsl`. */
const lampColour: Vector = [4.2, 2.6, 1.39];

const areaOf = ({ halfWidthM }: Pane): number => 4 * halfWidthM * paneHalfHeightM;

/** Mean radiance that comes in by a window: the sky's on its outer side, over land that is darker. */
export function paneRadiance(day: Daylight, { normal }: Pane): Vector {
  const outward: Vector = [-normal[0], 0.25, -normal[2]];
  const length = Math.hypot(...outward);
  const [r, g, b] = irradianceAt(day.skyHarmonics, [
    outward[0] / length,
    outward[1] / length,
    outward[2] / length,
  ]);
  // A camera in a room is balanced for the room: half of the sky's own colour stays.
  const grey = luminanceOf(r, g, b);
  const seen = (value: number): number => (0.5 * (value + grey)) / Math.PI;
  return [seen(r), seen(g), seen(b)];
}

/** Light that the walls throw about: what comes in, spread over them (radiosity of a closed box: E = Φ / (A (1 − ρ))). */
export function roomBounce(
  panes: readonly Pane[],
  lights: readonly Vector[],
  day: Daylight,
  lampsOn: number,
): Vector {
  const area = 8 * roomHalfM ** 2 + 8 * roomHalfM * 3.7;
  const of = (c: 0 | 1 | 2): number => {
    let flux = 0;
    panes.forEach((pane, i) => {
      const sun = Math.max(
        0,
        -(day.sunDirection[0] * pane.normal[0] + day.sunDirection[2] * pane.normal[2]),
      );
      flux += areaOf(pane) * (Math.PI * (lights[i]?.[c] ?? 0) + sun * day.sunIrradiance[c]);
    });
    flux += roomLamps.length * 4 * Math.PI * lampColour[c] * lampsOn;
    return (wallAlbedo * flux) / (area * (1 - wallAlbedo));
  };
  return [of(0), of(1), of(2)];
}

/** The light on an actor in the middle: windows as they stand, walls between them, lamps. */
export function roomLightOf(
  panes: readonly Pane[],
  lights: readonly Vector[],
  bounce: Vector,
  lampsOn: number,
): SceneLight {
  const walls = bounce.map((value) => (wallAlbedo * value) / Math.PI);
  const harmonics = projectRadiance(createHarmonics(), 6, (out) => {
    for (let c = 0; c < 3; c++) out[c] = walls[c] ?? 0;
  });
  let dominant: SceneLight['dominant'] = { direction: [0, 1, 0], colour: [0, 0, 0] };
  const add = (at: Vector, colour: Vector): void => {
    const to: Vector = [at[0], at[1] - chestM, at[2]];
    const range = Math.hypot(...to);
    const direction: Vector = [to[0] / range, to[1] / range, to[2] / range];
    addDirectional(harmonics, direction, colour);
    if (luminanceOf(...colour) > luminanceOf(...dominant.colour)) dominant = { direction, colour };
  };
  panes.forEach((pane, i) => {
    const square = pane.centre[0] ** 2 + (pane.centre[1] - chestM) ** 2 + pane.centre[2] ** 2;
    const facing = roomHalfM / Math.sqrt(square);
    const solid = (areaOf(pane) * facing) / square;
    const [r, g, b] = lights[i] ?? [0, 0, 0];
    add(pane.centre, [r * solid, g * solid, b * solid]);
  });
  for (const at of roomLamps) {
    const square = at[0] ** 2 + (at[1] - chestM) ** 2 + at[2] ** 2;
    const scale = lampsOn / (square + 0.12);
    add(at, [lampColour[0] * scale, lampColour[1] * scale, lampColour[2] * scale]);
  }
  return { harmonics, dominant };
}
