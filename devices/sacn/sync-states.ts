import { isLate } from '../dmx/sequence.ts';
import { cidLength, cidOffset, type SacnPacket } from './codec.ts';

/** A synchronisation is lost after so long without its packet (ANSI E1.31-2018, 11.1.2). */
const syncSilentMs = 2500;
/** Addresses that data may name; one more is not waited for. */
const mostAddresses = 64;

/** What is known of one synchronisation address. */
class SyncState {
  lastMs = Number.NEGATIVE_INFINITY;
  #sequence = Number.NaN;
  readonly #cid = new Uint8Array(cidLength);

  /** Notes a sync packet; `false` when it came late or twice. */
  heard(bytes: Uint8Array, sequence: number, nowMs: number): boolean {
    const isKnown = hasCid(bytes, this.#cid) && nowMs - this.lastMs <= syncSilentMs;
    if (isKnown && isLate(this.#sequence, sequence)) return false;
    this.#cid.set(bytes.subarray(cidOffset, cidOffset + cidLength));
    this.#sequence = sequence;
    this.lastMs = nowMs;
    return true;
  }
}

/** What a data packet has to wait for. */
export type Wait = 'none' | 'sync' | 'sync-never-heard';

/** The synchronisation addresses that data packets have named. */
export class SyncStates {
  readonly #states = new Map<number, SyncState>();

  /**
   * What a data packet waits for (ANSI E1.31-2018, 6.2.4.1, 6.2.6, 11.1). Without an address, or
   * before the first sync packet at its address, nothing; then each sync packet. When sync packets
   * stop coming it is shown at once if it says "force synchronisation", and kept if it does not.
   */
  waitOf({ syncAddress, isForceSync }: SacnPacket, nowMs: number): Wait {
    if (syncAddress === 0) return 'none';
    const state = this.#of(syncAddress);
    if (!state || state.lastMs === Number.NEGATIVE_INFINITY) return 'sync-never-heard';
    const isLost = nowMs - state.lastMs > syncSilentMs;
    return isLost && isForceSync ? 'none' : 'sync';
  }

  /** Notes a sync packet; `false` when it came late or twice. At an address nobody named, it is. */
  heard(bytes: Uint8Array, { syncAddress, sequence }: SacnPacket, nowMs: number): boolean {
    return this.#states.get(syncAddress)?.heard(bytes, sequence, nowMs) ?? true;
  }

  #of(address: number): SyncState | undefined {
    const known = this.#states.get(address);
    if (known || this.#states.size >= mostAddresses) return known;
    const state = new SyncState();
    this.#states.set(address, state);
    return state;
  }
}

/** Whether a packet comes from the sender with this CID. */
export function hasCid(bytes: Uint8Array, cid: Uint8Array): boolean {
  for (let i = 0; i < cidLength; i += 1) {
    if (bytes[cidOffset + i] !== cid[i]) return false;
  }
  return true;
}
