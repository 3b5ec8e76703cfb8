import type { FramePacket } from '../../core/wire/frame-packet.ts';

export const bucketMs = 250;
export const bucketCount = 240;

/** The worst pose age of each quarter second of the last minute, ms. NaN where nothing came. */
export class AgeHistory {
  readonly #worst = new Float64Array(bucketCount).fill(Number.NaN);
  #newest = -1;

  add(ageMs: number, nowMs: number): void {
    const bucket = this.#advance(nowMs);
    const before = this.#worst[bucket % bucketCount] ?? Number.NaN;
    this.#worst[bucket % bucketCount] = Number.isNaN(before) ? ageMs : Math.max(before, ageMs);
  }

  /** Age `back` quarter seconds before `nowMs`; 0 is the one in progress. */
  at(back: number, nowMs: number): number {
    const bucket = this.#advance(nowMs) - back;
    return bucket < 0 ? Number.NaN : (this.#worst[bucket % bucketCount] ?? Number.NaN);
  }

  /** Empties the buckets that passed without a word. */
  #advance(nowMs: number): number {
    const bucket = Math.floor(nowMs / bucketMs);
    const first = Math.max(this.#newest + 1, bucket - bucketCount + 1);
    for (let b = first; b <= bucket; b++) this.#worst[b % bucketCount] = Number.NaN;
    this.#newest = Math.max(this.#newest, bucket);
    return this.#newest;
  }
}

/** One history per camera, by the hash that names it on the wire. */
export class AgeHistories {
  readonly #byHash = new Map<number, AgeHistory>();

  of(idHash: number): AgeHistory {
    let history = this.#byHash.get(idHash);
    if (!history) {
      history = new AgeHistory();
      this.#byHash.set(idHash, history);
    }
    return history;
  }

  addFrame(packet: FramePacket, nowMs: number): void {
    for (let i = 0; i < packet.cameraCount; i++) {
      const camera = packet.cameras[i];
      if (camera) this.of(camera.idHash).add(camera.ageMs, nowMs);
    }
  }
}
