/** A display as its own page measures it, against the wall's frames. */
export interface DisplayReport {
  /** Length of a refresh on the server's clock, ms, and its standard error. */
  refreshMs: number;
  refreshErrorMs: number;
  jitterMs: number;
  /** Show time of one refresh, and where in a wall frame that is, 0..1. */
  tickShowMs: number;
  tickErrorMs: number;
  phase: number;
  /** Since the page began: frames shown longer than their share, and never. */
  repeated: number;
  skipped: number;
}

/** How long a frame takes from each stage of its way to the next, ms, median of the last frames; null where unknown. */
export interface Waterfall {
  /** From the planner to the page's Worker. */
  receivedMs: number | null;
  /** Waiting in the page until the frame was due. */
  latchedMs: number | null;
  /** Drawing, until all was handed to the GPU, and the GPU's own time. */
  submittedMs: number | null;
  gpuMs: number | null;
}
