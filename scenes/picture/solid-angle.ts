/** Solid angle of a rectangle seen from straight before its middle (Mathar, "Solid angle of a rectangular plate", equation 27). */
export const solidAngle = (width: number, height: number, distance: number): number =>
  4 *
  Math.atan(
    (width * height) / (2 * distance * Math.sqrt(4 * distance ** 2 + width ** 2 + height ** 2)),
  );
