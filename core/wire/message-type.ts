/** First byte of every message on the pose plane. All numbers are little-endian. */
export const messageType = { frame: 1, sample: 2, ping: 3, pong: 4, ack: 5 } as const;

/** Second byte. A page of another version asks to be reloaded instead of guessing. */
export const wireVersion = 3;

/** 32-bit FNV-1a of an id: cameras are named on the wire without strings. */
export function idHash(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) {
    hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}
