import { solveAiming } from '../../../core/registration/aiming.ts';
import { wallGeometry } from '../../../core/stage/wall-geometry.ts';
import type { AnsweredAiming, AskedAiming } from './aim-question.ts';

/** Solves beside the page: finding the one aim that is wrong takes up to a second. */
const scope = self as unknown as {
  postMessage: (answer: AnsweredAiming) => void;
  onmessage: ((event: MessageEvent<AskedAiming>) => void) | null;
};

scope.onmessage = ({ data: { number, question } }) => {
  const { aims, walls, camera, options } = question;
  const solved = solveAiming(aims, walls.map(wallGeometry), camera, options);
  scope.postMessage({ number, solved });
};
