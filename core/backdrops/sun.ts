import { degFromRad, radFromDeg } from '../math.ts';

const obliquityDeg = 23.45;

/**
 * The sun's declination in degrees on a day of the year, to half a degree (Cooper, "The absorption of
 * radiation in solar stills", Solar Energy 12, 1969, equation 1).
 */
export const declinationDeg = (dayOfYear: number): number =>
  obliquityDeg * Math.sin((2 * Math.PI * (284 + dayOfYear)) / 365);

/** Where the sun is: degrees above the horizon, and from the south towards the west (from the north south of the equator). */
export interface SunPlace {
  elevationDeg: number;
  azimuthDeg: number;
}

/** The sun at a latitude (degrees, north positive), day and solar hour, by the spherical triangle of pole, zenith and sun. */
export function sunAt(latitudeDeg: number, dayOfYear: number, hour: number): SunPlace {
  const [latitude, declination] = [latitudeDeg, declinationDeg(dayOfYear)].map(radFromDeg) as [
    number,
    number,
  ];
  const hourAngle = radFromDeg(15 * (hour - 12));
  const up =
    Math.sin(latitude) * Math.sin(declination) +
    Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle);
  const west = Math.cos(declination) * Math.sin(hourAngle);
  const south =
    Math.sin(latitude) * Math.cos(declination) * Math.cos(hourAngle) -
    Math.cos(latitude) * Math.sin(declination);
  const side = latitudeDeg < 0 ? -1 : 1;
  return {
    elevationDeg: degFromRad(Math.asin(Math.min(1, Math.max(-1, up)))),
    azimuthDeg: degFromRad(Math.atan2(west, side * south)),
  };
}

/** The sun's compass bearing in degrees, clockwise from north, −180 to 180. */
export function sunBearingDeg(latitudeDeg: number, dayOfYear: number, hour: number): number {
  const { azimuthDeg } = sunAt(latitudeDeg, dayOfYear, hour);
  return aroundNorth(latitudeDeg < 0 ? -azimuthDeg : 180 + azimuthDeg);
}

/** An angle as a bearing of −180 (inclusive) to 180. */
export const aroundNorth = (deg: number): number => ((((deg + 180) % 360) + 360) % 360) - 180;

export type HalfDay = 'morning' | 'evening';

/**
 * The solar hour at which the sun stands at an elevation, before or after noon. Where it never does,
 * the hour of that half at which it comes nearest: midnight or noon.
 */
export function hourOfElevation(
  latitudeDeg: number,
  dayOfYear: number,
  elevationDeg: number,
  half: HalfDay,
): number {
  const [latitude, declination, elevation] = [
    latitudeDeg,
    declinationDeg(dayOfYear),
    elevationDeg,
  ].map(radFromDeg) as [number, number, number];
  const cosine =
    (Math.sin(elevation) - Math.sin(latitude) * Math.sin(declination)) /
    (Math.cos(latitude) * Math.cos(declination));
  const fromNoon = degFromRad(Math.acos(Math.min(1, Math.max(-1, cosine)))) / 15;
  const hour = half === 'morning' ? 12 - fromNoon : 12 + fromNoon;
  return hour % 24;
}
