import type { Vector } from '../../../tests/support/silhouette.ts';

/** A wall in the words of the show file, as the pages take it. */
export interface BenchWall {
  surface:
    | { kind: 'flat'; width: number; height: number }
    | { kind: 'arc'; radius: number; sweepDeg: number; height: number; facets?: number };
  pixels: [number, number];
  position: Vector;
  rotationDeg: Vector;
}

/** A sphere in stage space, metres. */
export interface Ball {
  centre: Vector;
  radius: number;
}

/** In pixels from the top left of the picture; null where no light was found. */
export type Centroid = { x: number; y: number } | null;

/** Left, top, right, bottom, in whole pixels. */
export type Box = [number, number, number, number];

/** What happened to the camera before the frame that is read. */
export type OffAxisCase = 'first frame' | 'third frame' | 'after a resize' | 'under a moving rig';

export interface OffAxisShot {
  wall: BenchWall;
  eye: Vector;
  ball: Ball;
  /** Corners of the wall in stage space, for the peer: lower left, lower right, upper left. */
  corners: [Vector, Vector, Vector];
  rig: { position: Vector; rotationRad: Vector };
  reversedDepth: boolean;
  case: OffAxisCase;
}

export interface WallPassShot {
  wall: BenchWall;
  balls: Ball[];
  boxes: Box[];
  /** Where the outer frustum is drawn from. */
  eye: Vector;
  pupil: { position: Vector; quaternion: readonly [number, number, number, number] };
  /** Tangents of the inner frustum's half-angles. */
  edge: { x: number; y: number };
  /** View pixels per wall pixel. */
  density: number;
}

/** Milliseconds of each frame, by contender: until a pixel was read back, and by the timer query. */
export interface FrameTimes {
  wallClock: Record<string, number[]>;
  /** Empty lists where there is no timer query. */
  timer: Record<string, number[]>;
}

export interface OverheadShot {
  size: [number, number];
  frames: number;
  seed: number;
}

/** 8-bit codes of the red channel, rows from the top, of each frame asked for. */
export interface RampShot {
  width: number;
  height: number;
  /** Linear light of each column. */
  linear: number[];
  frames: number;
}

/** What the page can do. Everything that goes to and fro is plain data. */
export interface RenderBench {
  offAxis(shot: OffAxisShot): { ours: Centroid; frameCorners: Centroid };
  wallPass(shot: WallPassShot): { composed: Centroid[]; direct: Centroid[] };
  overhead(shot: OverheadShot): Promise<FrameTimes>;
  ramp(contender: RampContender, shot: RampShot): number[][];
}

export type RampContender = 'ours' | 'ours, undithered' | 'three' | 'three, dithered';

declare global {
  // The page's side; it exists in Chromium only.
  var renderBench: RenderBench;
}
