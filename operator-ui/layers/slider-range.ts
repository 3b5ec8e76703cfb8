/** The far end of a layer's distance slider, metres: twice what its file says, in round numbers, and never less than a stage. */
export const farthestM = (distanceM: number): number => Math.max(20, 10 * Math.ceil(distanceM / 5));
