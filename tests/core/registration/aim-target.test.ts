import { describe, expect, it } from 'vitest';
import { vec3 } from '../../../core/math.ts';
import { aimTarget, frontOf, missedBy } from '../../../core/registration/aim-target.ts';
import { wall as wallSchema } from '../../../core/show/stage-schema.ts';
import { wallGeometry } from '../../../core/stage/wall-geometry.ts';

const wallOf = (surface: object, pixels: [number, number]) =>
  wallGeometry(wallSchema.parse({ id: 'w', surface, pixels, pose: { position: [0, 0, -3] } }));
const flat = wallOf({ kind: 'flat', width: 4, height: 2 }, [1600, 800]);
const arc = wallOf({ kind: 'arc', radius: 4, sweepDeg: 90, height: 3 }, [2000, 1000]);

describe('a mark on a wall', () => {
  it('knows its stage point, what a pixel is there, and the side that it is seen from', () => {
    const target = aimTarget(flat, 400, 200);
    expect(target?.point).toEqual([-1, 1.5, -3]);
    expect(target?.pitch).toBeCloseTo(0.0025, 12);
    expect(target && vec3.distance(frontOf(target), [0, 0, 1])).toBeLessThan(1e-12);
    // Left on a concave arc, a quarter of the sweep from the middle: its front looks to the centre.
    const bent = aimTarget(arc, 500, 500);
    const phi = -Math.PI / 8;
    const inward = [-Math.sin(phi), 0, Math.cos(phi)] as const;
    expect(bent && vec3.distance(frontOf(bent), [...inward])).toBeLessThan(1e-6);
    expect(vec3.length(bent?.right ?? [0, 0, 0])).toBeCloseTo((4 * Math.PI) / 2 / 2000, 8);
  });

  it('is not one off the wall, nor on a mesh', () => {
    expect(aimTarget(flat, -1, 10)).toBeUndefined();
    const triangle = {
      positions: [
        [0, 0, 0],
        [1, 0, 0],
        [0, 1, 0],
      ],
      uvs: [
        [0, 0],
        [1, 0],
        [0, 1],
      ],
    };
    const mesh = wallOf({ kind: 'mesh', ...triangle, triangles: [[0, 1, 2]] }, [100, 100]);
    expect(aimTarget(mesh, 10, 10)).toBeUndefined();
  });
});

describe('a line of sight that misses its mark', () => {
  const miss = (x: number, y: number, to: [number, number, number]) => {
    const target = aimTarget(flat, x, y);
    const pupil: vec3 = [0.5, 1, 0];
    return target && missedBy(target, pupil, vec3.subtract(vec3.create(), to, pupil));
  };

  it('misses it by wall pixels to the right and down', () => {
    const [x, y] = miss(800, 400, [0.0125, 0.995, -3]) ?? [];
    expect(x).toBeCloseTo(5, 9);
    expect(y).toBeCloseTo(2, 9);
  });

  it('is measured beyond the edges of the wall as if it went on', () => {
    const [x, y] = miss(0, 0, [-2.0125, 2.005, -3]) ?? [];
    expect(x).toBeCloseTo(-5, 9);
    expect(y).toBeCloseTo(-2, 9);
  });

  it('never meets a wall that it runs beside or away from', () => {
    expect(miss(800, 400, [1.5, 1, 0])).toBeUndefined();
    expect(miss(800, 400, [0.5, 1, 5])).toBeUndefined();
  });
});
