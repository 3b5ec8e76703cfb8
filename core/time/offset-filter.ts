/** Before anything is known a reference is taken to be a quartz: within about 100 ppm. */
const quartz = 100e-6;
/** How far a reference's rate wanders in a second (standard deviation, as a fraction). */
const wanderPerSecond = 1e-6;
/** How far clock estimates wander in a second, ms. */
const jitterPerSecondMs = 0.02;

/**
 * Two numbers out of noisy reports: how far show time is ahead of the reference (ms), and how much
 * faster the reference runs than the machine's clock (as a fraction). A Kalman filter with the state
 * (offset, rate) and the known steering as its input (Grewal and Andrews, Kalman Filtering, chapter 5).
 */
export class OffsetFilter {
  aheadMs = 0;
  rate = 0;
  #offsetVariance = 0;
  #covariance = 0;
  #rateVariance = quartz ** 2;
  #hasOffset = false;

  get hasOffset(): boolean {
    return this.#hasOffset;
  }

  /** Standard error of `aheadMs`. */
  get aheadErrorMs(): number {
    return this.#hasOffset ? Math.sqrt(this.#offsetVariance) : Number.POSITIVE_INFINITY;
  }

  /** The offset is no longer known; the rate is. */
  loseOffset(): void {
    this.#hasOffset = false;
  }

  /** Time goes on by `elapsedMs` while show time is steered by `steering`. */
  advance(elapsedMs: number, steering: number): void {
    this.aheadMs += (steering - this.rate) * elapsedMs;
    const seconds = elapsedMs / 1000;
    this.#offsetVariance +=
      -2 * this.#covariance * elapsedMs +
      this.#rateVariance * elapsedMs ** 2 +
      jitterPerSecondMs ** 2 * seconds;
    this.#covariance -= this.#rateVariance * elapsedMs;
    this.#rateVariance += wanderPerSecond ** 2 * seconds;
  }

  seeRate(rate: number, error: number): void {
    const spread = this.#rateVariance + error ** 2;
    const surprise = rate - this.rate;
    const offsetGain = this.#covariance / spread;
    const rateGain = this.#rateVariance / spread;
    this.aheadMs += offsetGain * surprise;
    this.rate += rateGain * surprise;
    this.#offsetVariance -= offsetGain * this.#covariance;
    this.#covariance *= 1 - rateGain;
    this.#rateVariance *= 1 - rateGain;
  }

  /** How far a reported offset lies from the expected one, in standard errors and with its own error. */
  surprise(aheadMs: number, errorMs: number): number {
    return Math.abs(aheadMs - this.aheadMs) / Math.sqrt(this.#offsetVariance + errorMs ** 2);
  }

  seeOffset(aheadMs: number, errorMs: number): void {
    if (!this.#hasOffset) {
      this.#beginOffset(aheadMs, errorMs);
      return;
    }
    const spread = this.#offsetVariance + errorMs ** 2;
    const surprise = aheadMs - this.aheadMs;
    const offsetGain = this.#offsetVariance / spread;
    const rateGain = this.#covariance / spread;
    this.aheadMs += offsetGain * surprise;
    this.rate += rateGain * surprise;
    this.#rateVariance -= rateGain * this.#covariance;
    this.#covariance *= 1 - offsetGain;
    this.#offsetVariance *= 1 - offsetGain;
  }

  #beginOffset(aheadMs: number, errorMs: number): void {
    this.#hasOffset = true;
    this.aheadMs = aheadMs;
    this.#offsetVariance = errorMs ** 2;
    this.#covariance = 0;
  }
}
