import { vec3 } from '../../../core/math.ts';
import { until } from '../../support/until.ts';
import { type Move, placed } from './moves.ts';
import { homePress, puckPath, reportsFor } from './puck.ts';
import type { SignsStage } from './signs-stage.ts';

/**
 * Puts the camera home, pushes the puck once, and waits until it stands where the integral of the
 * velocity ends. Again when it does not: a server that stalled for 100 ms leaves that time out.
 */
export async function drive(stage: SignsStage, move: Move): Promise<void> {
  const end = placed(move);
  const isThere = async (): Promise<boolean> => {
    const pose = (await stage.camera()).pose;
    if (!pose) return false;
    const off = vec3.distance([...pose.position], [...end.position]);
    const dot = pose.orientation.reduce((sum, q, i) => sum + q * (end.quaternion[i] ?? 0), 0);
    return off < 1e-4 && 1 - Math.abs(dot) < 1e-8;
  };
  await until('the puck has driven the camera there', async () => {
    stage.plugs.report(puckPath, ...homePress, ...reportsFor(move));
    return await until('the end of the way', isThere, 2000).catch(() => false);
  });
}
