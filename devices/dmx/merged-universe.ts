import { DmxSource } from './dmx-source.ts';
import { isLate } from './sequence.ts';
import type { SlotValues, SlotWatch } from './slot-watch.ts';

/** How a protocol merges. */
export interface MergeRules {
  /** A source is lost after so long without a packet. */
  silentMs: number;
  /** Sources of one universe; one more is not taken. */
  mostSources: number;
}

/**
 * One universe with everybody who sends it: of the sources with the highest priority, the highest
 * value of each slot counts (HTP). A slot beyond the end of a source's packets is not sent by it.
 * When the last source is lost, all slots keep their values.
 */
export class MergedUniverse<Key> implements SlotValues {
  readonly number: number;
  readonly sources: DmxSource<Key>[] = [];
  readonly #rules: MergeRules;
  readonly #watch: SlotWatch;
  #priority = 0;

  constructor(number: number, rules: MergeRules, watch: SlotWatch) {
    this.number = number;
    this.#rules = rules;
    this.#watch = watch;
  }

  get isFull(): boolean {
    return this.sources.length >= this.#rules.mostSources;
  }

  /** A new source, of which nothing is known yet. The caller minds `isFull`. */
  add(key: Key, name: string): DmxSource<Key> {
    const source = new DmxSource(key, name);
    this.sources.push(source);
    return source;
  }

  remove(source: DmxSource<Key>): void {
    const at = this.sources.indexOf(source);
    if (at >= 0) this.sources.splice(at, 1);
  }

  /**
   * Notes that a packet with this sequence number came from a source; `false` when it came late or
   * twice. `sequence` NaN: the source does not count. After a silence everything counts as new.
   */
  heard(source: DmxSource<Key>, sequence: number, nowMs: number): boolean {
    const isSilent = this.isSilent(source, nowMs);
    if (!isSilent && !Number.isNaN(sequence) && isLate(source.sequence, sequence)) return false;
    source.lastMs = nowMs;
    source.sequence = sequence;
    return true;
  }

  isSilent(source: DmxSource<Key>, nowMs: number): boolean {
    return nowMs - source.lastMs > this.#rules.silentMs;
  }

  /**
   * Lets go of lost sources; returns whether there were any. A silent source counts as lost once
   * each other one has been heard after it should have been, or is silent, too: when a switch fails,
   * the source that happened to send first must not hand over to the next for a moment (the settling
   * of ETC's sACN library).
   */
  dropLost(nowMs: number): boolean {
    if (!this.#hasSilent(nowMs)) return false;
    const lost = this.sources.filter((source) => this.#isLost(source, nowMs));
    for (const source of lost) this.remove(source);
    return lost.length > 0;
  }

  #hasSilent(nowMs: number): boolean {
    for (const source of this.sources) {
      if (this.isSilent(source, nowMs)) return true;
    }
    return false;
  }

  #isLost(source: DmxSource<Key>, nowMs: number): boolean {
    if (!this.isSilent(source, nowMs)) return false;
    const dueMs = source.lastMs + this.#rules.silentMs;
    return this.sources.every(
      (other) => other === source || other.lastMs > dueMs || this.isSilent(other, nowMs),
    );
  }

  /** Tells every watched slot that changed. */
  look(): void {
    this.#priority = -1;
    for (const { hasLive, live } of this.sources) {
      if (hasLive && live.priority > this.#priority) this.#priority = live.priority;
    }
    this.#watch.look(this);
  }

  valueOf(slot: number): number {
    let highest = -1;
    for (const source of this.sources) {
      if (!this.#counts(source, slot)) continue;
      highest = Math.max(highest, source.live.slots[slot] ?? 0);
    }
    return highest;
  }

  /** Merged as pairs: the coarse byte of one source never meets the fine byte of another. */
  wideValueOf(slot: number): number {
    let highest = -1;
    for (const source of this.sources) {
      if (!this.#counts(source, slot + 1)) continue;
      const { slots } = source.live;
      highest = Math.max(highest, (slots[slot] ?? 0) * 256 + (slots[slot + 1] ?? 0));
    }
    return highest;
  }

  #counts({ hasLive, live }: DmxSource<Key>, slot: number): boolean {
    return hasLive && live.priority === this.#priority && slot < live.count;
  }
}
