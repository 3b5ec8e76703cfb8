/** One exchange of four timestamps: sent and received on the client's clock, both on the server's. */
export interface ClockExchange {
  clientSentMs: number;
  serverReceivedMs: number;
  serverSentMs: number;
  clientReceivedMs: number;
}

interface Measured {
  atMs: number;
  roundTripMs: number;
  offsetMs: number;
}

const windowMs = 60_000;
const stepLimitMs = 20;
const slewPerMs = 500e-6;
/** A page's burst of pings when it joins: until then each better exchange is believed at once. */
const joinExchanges = 20;

/**
 * Estimate of show time from exchanges: the offset of the least round trip in the last minute
 * (NTP, RFC 5905 section 8: θ = ((t1 − t0) + (t2 − t3)) / 2), approached by at most 500 ppm so that
 * show time neither jumps nor runs backwards; only while joining, or for a gross error (over 20 ms),
 * is it stepped at once.
 */
export class ClockEstimate {
  #window: Measured[] = [];
  #offsetMs: number | undefined;
  #appliedAtMs = 0;
  #lastShowMs = Number.NEGATIVE_INFINITY;
  #taken = 0;

  /** Whether at least one exchange was taken in. */
  get isKnown(): boolean {
    return this.#offsetMs !== undefined;
  }

  /** Half the least round trip: no estimate can be further off on a symmetric path. */
  get errorBoundMs(): number {
    return this.#best ? this.#best.roundTripMs / 2 : Number.POSITIVE_INFINITY;
  }

  get roundTripMs(): number {
    return this.#best?.roundTripMs ?? Number.NaN;
  }

  get #best(): Measured | undefined {
    return this.#window.reduce<Measured | undefined>(
      (best, m) => (best && best.roundTripMs <= m.roundTripMs ? best : m),
      undefined,
    );
  }

  add(exchange: ClockExchange): void {
    const { clientSentMs, serverReceivedMs, serverSentMs, clientReceivedMs } = exchange;
    const roundTripMs = clientReceivedMs - clientSentMs - (serverSentMs - serverReceivedMs);
    const offsetMs = (serverReceivedMs - clientSentMs + (serverSentMs - clientReceivedMs)) / 2;
    if (!(roundTripMs >= 0) || !Number.isFinite(offsetMs)) return;
    this.#taken += 1;
    const measured = { atMs: clientReceivedMs, roundTripMs, offsetMs };
    this.#window = [...this.#window.filter((m) => m.atMs > clientReceivedMs - windowMs), measured];
    this.#approach(clientReceivedMs);
  }

  /** Another server or a restarted clock: what was measured no longer counts, but time never goes back. */
  forget(): void {
    this.#window = [];
  }

  /** Show time at a local time, ms. Never less than an earlier answer. NaN before the first exchange. */
  showTimeMs(localMs: number): number {
    if (this.#offsetMs === undefined) return Number.NaN;
    this.#lastShowMs = Math.max(this.#lastShowMs, localMs + this.#offsetMs);
    return this.#lastShowMs;
  }

  #approach(localMs: number): void {
    const target = this.#best?.offsetMs;
    if (target === undefined) return;
    const settling = this.#taken <= joinExchanges;
    if (
      this.#offsetMs === undefined ||
      settling ||
      Math.abs(target - this.#offsetMs) > stepLimitMs
    ) {
      this.#offsetMs = target;
    } else {
      const most = Math.max(0, localMs - this.#appliedAtMs) * slewPerMs;
      this.#offsetMs += Math.min(most, Math.max(-most, target - this.#offsetMs));
    }
    this.#appliedAtMs = localMs;
  }
}
