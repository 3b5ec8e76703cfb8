import { backdropAmounts } from '../../core/backdrops/kinds.ts';
import { unitFromHash } from '../random.ts';
import type { SceneManifest, SceneParams } from '../scene.ts';
import { parameterValue } from '../scene.ts';
import { createDaylight, type Daylight, directionOf, fillDaylight } from '../sky/daylight.ts';
import { setSky } from '../sky/sky-uniforms.ts';
import { wrap } from '../wrap.ts';
import type { BackdropUniforms } from './backdrop-uniforms.ts';
import type { PlaceLook } from './looks.ts';
import {
  type Amounts,
  fogHeightM,
  fogPerMetre,
  hourOfSky,
  lightningAt,
  type Moment,
  moonAt,
  surroundingsOf,
} from './weather.ts';

const moments = ['hour', 'dayOfYear', 'latitudeDeg', 'headingDeg', 'moons', 'exposure'] as const;
const names = [...backdropAmounts, ...moments];

/** Reads a place's parameters into one record; what its manifest does not list is nothing. */
export function createReader(manifest: SceneManifest) {
  const values = Object.fromEntries(names.map((name) => [name, Number.NaN])) as Record<
    (typeof names)[number],
    number
  >;
  const parameters = names.map((name) => manifest.parameters.find((one) => one.name === name));
  /** True when any value has changed since the last call. */
  const read = (params: SceneParams): boolean => {
    let changed = false;
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      if (name === undefined) continue;
      const parameter = parameters[i];
      const value = parameter ? Number(parameterValue(parameter, params)) : 0;
      if (values[name] === value) continue;
      values[name] = value;
      changed = true;
    }
    return changed;
  };
  return { values, read };
}

/** How much of a town's light there is in the sky of a place whose windows are all lit. */
export interface SkyState {
  day: Daylight;
  set(values: Amounts & Moment): void;
  move(seconds: number, values: Amounts): void;
}

/** The sky over a place, carried into its uniforms: `set` for new parameters, `move` for the time. */
export function createSkyState(
  uniforms: BackdropUniforms,
  look: PlaceLook,
  town: number,
  seed: number,
): SkyState {
  const day = createDaylight();
  const unit = (value: number): number => unitFromHash(value, seed + 301);
  const set = (values: Amounts & Moment): void => {
    const hour = hourOfSky(values, values, look.exposeFor);
    fillDaylight(day, hour, surroundingsOf(values, values.moons, look.ground, town));
    setSky(uniforms, day, hour.turbidity);
    const fog = fogPerMetre(values) + look.mistPerMetre * (1 + 2 * day.night);
    uniforms.hazePerMetre.value.addScalar(fog);
    uniforms.fogDepth.value = fog * fogHeightM;
    uniforms.fogPerMetre.value = fog;
    uniforms.stars.value = 0.35 + 0.65 * values.stars;
    uniforms.cloudCover.value = 0.6 * values.clouds;
    uniforms.lowCloud.value = values.clouds;
    uniforms.moonCount.value = values.moons;
    uniforms.moons.value.forEach((moon, i) => {
      const [azimuthDeg, elevationDeg] = moonAt(i, hour.sunAzimuthDeg);
      moon.fromArray(directionOf(elevationDeg, azimuthDeg));
    });
    uniforms.wind.value = values.wind;
    uniforms.trees.value = values.trees;
    uniforms.snowCover.value = values.snowCover;
    uniforms.wetness.value = Math.max(values.wetness, 0.6 * Math.sqrt(values.rain));
    uniforms.autumn.value = autumnOf(values);
    uniforms.amount.value = Math.max(values.rain, values.snowfall);
    uniforms.isSnow.value = values.snowfall > values.rain ? 1 : 0;
  };
  const move = (seconds: number, values: Amounts): void => {
    uniforms.seconds.value = wrap(seconds, 86_400);
    uniforms.twinkle.value = wrap(seconds * 2.3, 2 * Math.PI);
    const km = (seconds * (4 + 25 * values.wind)) / 1000;
    uniforms.cloudShift.value.set(wrap(-km * 0.9, 1e5), wrap(-km * 0.5, 1e5));
    uniforms.lowCloudShift.value.set(wrap(seed * 0.37 - km * 0.4, 1e3), wrap(-km * 0.17, 1e3));
    const drift = seconds * (0.004 + 0.016 * values.wind);
    uniforms.waveShift.value.set(
      wrap(drift * 1.7, 1),
      wrap(drift * 1.1, 1),
      wrap(drift * 0.27, 1),
      wrap(drift * 0.19, 1),
    );
    const [azimuth, strength] = lightningAt(seconds, values.lightning, unit);
    const [x, z] = [Math.sin(azimuth), -Math.cos(azimuth)];
    uniforms.flash.value.set(0.96 * x, 0.28, 0.96 * z, strength * day.skyScale * 0.02);
  };
  return { day, set, move };
}

/** How far leaves have turned: in October of the northern temperate zone, in April of the southern. */
function autumnOf({ dayOfYear, latitudeDeg }: Moment): number {
  const peak = latitudeDeg < 0 ? 110 : 292;
  const away = Math.abs(wrap(dayOfYear - peak + 182, 365) - 182) / 28;
  return Math.abs(latitudeDeg) < 25 ? 0 : Math.exp(-away * away);
}
