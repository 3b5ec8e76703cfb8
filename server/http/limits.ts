const KiB = 1024;
const MiB = 1024 * KiB;

/** Every number that bounds what a caller may cost. Bytes, milliseconds, counts. */
export const limits = {
  jsonBytes: MiB,
  showBytes: 8 * MiB,
  captureBytes: 64 * MiB,
  thumbnailBytes: 512 * KiB,
  bakeBytes: 64 * MiB,
  /** How long a page that asks for a picture to draw is kept waiting. */
  bakePatienceMs: 20_000,
  uploadsAtOnce: 2,
  exportsAtOnce: 2,
  headerBytes: 16 * KiB,
  headerCount: 100,
  headersMs: 10_000,
  /** A whole request: four gigabytes over a slow link take their time. */
  requestMs: 1_800_000,
  /** A socket with nothing on it; long enough for a large upload to reach the disk. */
  idleMs: 120_000,
  keepAliveMs: 10_000,
  /** How long a refused upload may go on sending before it is cut. */
  refusedBodyMs: 3000,
  connections: 1024,
  newConnections: { perSecond: 100, burst: 400 },
} as const;
