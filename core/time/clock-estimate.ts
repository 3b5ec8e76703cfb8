import { ClockFit } from './clock-fit.ts';

/** One exchange of four timestamps: sent and received on the client's clock, both on the server's. */
export interface ClockExchange {
  clientSentMs: number;
  serverReceivedMs: number;
  serverSentMs: number;
  clientReceivedMs: number;
}

/** An error this large is stepped over at once; a smaller one is slewed. */
const stepLimitMs = 20;
const slewPerMs = 500e-6;
/** About ten seconds of a page's pings when it joins: until then each better exchange is believed at once. */
const joinExchanges = 120;
/** What an exchange may contradict the estimate by, beyond its own round trip, on the same clock. */
const sameClockMs = 5;
/** Quartz of the same make stays within this of its fitted rate (NTP's PHI, RFC 5905, is 15 ppm). */
const wanderPerMs = 30e-6;

/**
 * The server's clock as seen from here: four-timestamp exchanges (RFC 5905 section 8), the least
 * delay of each way in each 2 s bucket, a line through a minute of buckets for offset and skew, approached
 * by at most 500 ppm so that nothing jumps. Only while joining, for a gross error (over 20 ms) or on
 * another server's clock is it stepped at once. Times in ms, each on its own clock.
 */
export class ClockEstimate {
  readonly #fit = new ClockFit();
  #isKnown = false;
  /** The applied line: offset at a local time, its slope, and what remains to be slewed in. */
  #atMs = 0;
  #offsetMs = 0;
  #skew = 0;
  #remainingMs = 0;
  #taken = 0;

  /** Whether at least one exchange was taken in. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** Server clock minus local clock, change per ms of local time: 20e-6 is 20 ppm. */
  get skew(): number {
    return this.#skew;
  }

  /** Least round trip of the last minute; NaN before the first. */
  get roundTripMs(): number {
    return this.#fit.bestRoundTripMs;
  }

  /** How far off the estimate can be at a local time: half the best round trip, growing while nothing is heard, and what is still slewed in. */
  errorBoundMs(localMs: number): number {
    if (!this.#isKnown) return Number.POSITIVE_INFINITY;
    const silentMs = Math.max(0, localMs - this.#fit.newestAtMs);
    const slewing = Math.abs(this.#remainingMs - this.#slewed(localMs));
    return this.#fit.bestRoundTripMs / 2 + silentMs * wanderPerMs + slewing;
  }

  add(exchange: ClockExchange): void {
    const { clientSentMs, serverReceivedMs, serverSentMs, clientReceivedMs } = exchange;
    const roundTripMs = clientReceivedMs - clientSentMs - (serverSentMs - serverReceivedMs);
    const offsetMs = (serverReceivedMs - clientSentMs + (serverSentMs - clientReceivedMs)) / 2;
    if (!(roundTripMs >= 0) || !Number.isFinite(offsetMs)) return;
    if (this.#isAnotherClock(offsetMs, roundTripMs, clientReceivedMs)) this.#forget();
    this.#taken += 1;
    const [thereMs, backMs] = [serverReceivedMs - clientSentMs, serverSentMs - clientReceivedMs];
    this.#fit.add(clientSentMs, thereMs, clientReceivedMs, backMs);
    this.#approach(clientReceivedMs);
  }

  /** Server clock minus local clock at a local time, ms; NaN before the first exchange. */
  offsetMs(localMs: number): number {
    if (!this.#isKnown) return Number.NaN;
    return this.#offsetMs + this.#skew * (localMs - this.#atMs) + this.#slewed(localMs);
  }

  /** The true offset lies within half a round trip of the measured one; else somebody else answered. */
  #isAnotherClock(offsetMs: number, roundTripMs: number, localMs: number): boolean {
    if (!this.#isKnown) return false;
    const apart = Math.abs(offsetMs - this.offsetMs(localMs));
    return apart > roundTripMs / 2 + this.errorBoundMs(localMs) + sameClockMs;
  }

  #forget(): void {
    this.#fit.clear();
    this.#taken = 0;
    this.#isKnown = false;
  }

  #approach(localMs: number): void {
    const target = this.#fit.offsetMs(localMs);
    const now = this.offsetMs(localMs);
    const error = target - now;
    const steps = !this.#isKnown || this.#taken <= joinExchanges || Math.abs(error) > stepLimitMs;
    this.#atMs = localMs;
    this.#offsetMs = steps ? target : now;
    this.#remainingMs = steps ? 0 : error;
    this.#skew = this.#fit.skew;
    this.#isKnown = true;
  }

  #slewed(localMs: number): number {
    const most = Math.max(0, localMs - this.#atMs) * slewPerMs;
    return Math.min(most, Math.max(-most, this.#remainingMs));
  }
}
