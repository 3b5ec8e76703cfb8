/** A value brought into [0, period), in doubles: what goes on for a day stays small in a shader's floats. */
export const wrap = (value: number, period: number): number =>
  value - period * Math.floor(value / period);
