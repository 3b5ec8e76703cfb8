/** What is known when a clip of a jerk was measured. All in ms. */
export interface ClipMeasurement {
  /** From the camera's onset of motion to the wall's. */
  motionToPhotonMs: number;
  /** Mean time from a sample's arrival at the server to the light, on the filmed output, of a frame drawn from it. */
  arrivalToLightMs: number;
}

const mostAgeMs = 1000;

/**
 * The camera's `trackingAgeMs` (0..1000) that a clip of a jerk gives. Nothing can predict the onset of
 * a jerk: before its first sample no speed is known. So the clip shows the whole chain, whatever the
 * prediction is set to: the sample's age at its arrival, then arrival to light. The latter the server
 * knows and predicts over already; what remains is the age. It replaces the setting and is not added
 * to it: measured again afterwards, the onset is as late as before.
 */
export function trackingAgeFromClip(clip: Readonly<ClipMeasurement>): number {
  return Math.min(mostAgeMs, Math.max(0, clip.motionToPhotonMs - clip.arrivalToLightMs));
}
