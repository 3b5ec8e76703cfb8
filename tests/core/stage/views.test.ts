import { describe, expect, it } from 'vitest';
import { mat4, type Triple, vec3 } from '../../../core/math.ts';
import { slice as sliceSchema, wall as wallSchema } from '../../../core/show/stage-schema.ts';
import { cropView, offAxisView } from '../../../core/stage/off-axis.ts';
import { coverRectangle, createPatchView } from '../../../core/stage/patch-view.ts';
import { seenRectangle } from '../../../core/stage/seen-rectangle.ts';
import { stagePointAt, wallGeometry } from '../../../core/stage/wall-geometry.ts';
import { patchesOfSlice } from '../../../core/stage/wall-patch.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';

const pixels: [number, number] = [520, 260];
const surfaces = {
  flat: { kind: 'flat', width: 4, height: 2 },
  smooth: { kind: 'arc', radius: 4, sweepDeg: 90, height: 3 },
  faceted: { kind: 'arc', radius: 4, sweepDeg: 90, height: 3, facets: 13 },
};

function patchesOf(surface: object) {
  const geometry = wallGeometry(
    wallSchema.parse({ id: 'w', surface, pixels, pose: { position: [0, 0, -2] } }),
  );
  return patchesOfSlice(geometry, sliceSchema.parse({ wall: 'w', from: [0, 0, ...pixels] }));
}

/** Where a stage point stands in a view, in view pixels from the upper left. */
function project(view: ReturnType<typeof createPatchView>, point: vec3): [number, number] {
  const inView = vec3.transformMat4(
    vec3.create(),
    point,
    mat4.invert(mat4.create(), view.stageFromView) ?? mat4.create(),
  );
  const [tx, ty] = [inView[0] / -inView[2], inView[1] / -inView[2]];
  return [
    ((tx - view.left) / (view.right - view.left)) * view.width,
    ((view.top - ty) / (view.top - view.bottom)) * view.height,
  ];
}

describe('the view of a patch from an eye', () => {
  it('shows each pixel of a flat wall at its own place, cropped or not', () => {
    const [patch] = patchesOf(surfaces.flat);
    if (!patch) throw new Error('no patch');
    const view = createPatchView();
    const crop = { x0: 100, y0: 40, x1: 331, y1: 222 };
    expect(coverRectangle(view, patch, [0.7, 1.3, 1.1], crop)).toBe(true);
    for (const [x, y] of [
      [100.5, 40.5],
      [200, 100],
      [330.5, 221.5],
    ] as const) {
      const at = project(view, stagePointAt(vec3.create(), patch.wall, x, y) ?? vec3.create());
      expect(at[0]).toBeCloseTo(x - crop.x0, 8);
      expect(at[1]).toBeCloseTo(y - crop.y0, 8);
    }
  });

  it('agrees with the off-axis projection of the rectangle by its corners', () => {
    const [patch] = patchesOf(surfaces.flat);
    if (!patch) throw new Error('no patch');
    const eye: Triple = [-0.4, 0.9, 2];
    const at = (x: number, y: number) =>
      stagePointAt(vec3.create(), patch.wall, x, y) ?? vec3.create();
    const kooima = offAxisView(eye, {
      lowerLeft: at(0, 260),
      lowerRight: at(520, 260),
      upperLeft: at(0, 0),
    });
    const view = createPatchView();
    coverRectangle(view, patch, eye, patch);
    const cropped = kooima && cropView(kooima, 0, 0, 1, 1);
    for (const side of ['left', 'right', 'bottom', 'top'] as const) {
      expect(view[side]).toBeCloseTo(cropped?.[side] ?? Number.NaN, 10);
    }
  });

  it('contains every point of a curved patch, with a pixel of room', () => {
    const seed = printedSeed('curved views');
    const random = seededRandom(seed);
    for (const surface of [surfaces.smooth, surfaces.faceted]) {
      for (const patch of patchesOf(surface)) {
        const view = createPatchView();
        const eye: vec3 = [random() * 2 - 1, 0.5 + random() * 2, random() * 2 - 1];
        expect(coverRectangle(view, patch, eye, patch)).toBe(true);
        for (let i = 0; i < 300; i++) {
          const x = patch.x0 + random() * (patch.x1 - patch.x0);
          const [px, py] = project(
            view,
            stagePointAt(vec3.create(), patch.wall, x, random() * 260) ?? vec3.create(),
          );
          expect(px).toBeGreaterThan(0.5);
          expect(px).toBeLessThan(view.width - 0.5);
          expect(py).toBeGreaterThan(0.5);
          expect(py).toBeLessThan(view.height - 0.5);
        }
      }
    }
  });

  it('refuses an eye behind a flat wall', () => {
    const [patch] = patchesOf(surfaces.flat);
    expect(patch && coverRectangle(createPatchView(), patch, [0, 1, -3], patch)).toBe(false);
  });
});

describe('the pixels that a camera sees', () => {
  it('are contained in the rectangle that is drawn for it, and no camera is drawn where it sees nothing', () => {
    const random = seededRandom(printedSeed('seen'));
    const edge = { x: 0.4, y: 0.22 };
    for (let trial = 0; trial < 60; trial++) {
      const yaw = (random() - 0.5) * 3;
      const pose = mat4.fromYRotation(mat4.create(), yaw);
      mat4.rotateX(pose, pose, (random() - 0.5) * 0.6);
      pose[12] = random() - 0.5;
      pose[13] = 1 + random();
      pose[14] = random();
      const cameraFromStage = mat4.invert(mat4.create(), pose) ?? mat4.create();
      for (const patch of Object.values(surfaces).flatMap(patchesOf)) {
        const seen = { x0: 0, y0: 0, x1: 0, y1: 0 };
        const any = seenRectangle(seen, patch, cameraFromStage, edge, { x: 0, y: 0 });
        for (let i = 0; i < 200; i++) {
          const x = patch.x0 + random() * (patch.x1 - patch.x0);
          const y = random() * 260;
          const p = stagePointAt(vec3.create(), patch.wall, x, y) ?? vec3.create();
          vec3.transformMat4(p, p, cameraFromStage);
          const inside =
            p[2] < -0.01 && Math.abs(p[0] / p[2]) < edge.x && Math.abs(p[1] / p[2]) < edge.y;
          if (!inside) continue;
          expect(any).toBe(true);
          expect(x).toBeGreaterThanOrEqual(seen.x0);
          expect(x).toBeLessThanOrEqual(seen.x1);
          expect(y).toBeGreaterThanOrEqual(seen.y0);
          expect(y).toBeLessThanOrEqual(seen.y1);
        }
      }
    }
  });
});
