import type { Triple } from '../../../core/math.ts';
import { motionInWords } from '../../../core/registration/check-card.ts';
import type { CheckMark } from '../../../core/registration/check-marks.ts';

/** What must be seen of a mark on the wall. */
export function onWallInWords({ motion, after }: CheckMark): string {
  if (motion) return `${motionInWords(motion)}.`;
  return after.onWall ? 'was not on this wall before the move.' : 'is not seen on this wall.';
}

/** What must be seen of it in the camera's picture, in percent of its width and height. */
export function inPictureInWords({ before, after }: CheckMark): string {
  const [from, to] = [before.inPicture, after.inPicture];
  if (!from || !to) return 'is not before the camera';
  const parts = [
    share(to.x - from.x, 'of the width to the right', 'of the width to the left'),
    share(to.y - from.y, 'of the height down', 'of the height up'),
  ].flatMap((part) => part ?? []);
  return parts.length === 0 ? 'hardly moves' : `moves by ${parts.join(' and ')}`;
}

function share(by: number, positive: string, negative: string): string | undefined {
  const percent = Math.abs(by) * 100;
  return percent < 0.05 ? undefined : `${percent.toFixed(1)} % ${by > 0 ? positive : negative}`;
}

/** How far the camera has come, in its own directions. */
export function moveInWords([right, up, ahead]: Triple): string {
  const parts = [
    way(right, 'right', 'left'),
    way(up, 'up', 'down'),
    way(ahead, 'ahead', 'back'),
  ].flatMap((part) => part ?? []);
  return parts.length === 0 ? 'has not moved yet' : `has come ${parts.join(', ')}`;
}

function way(meters: number, positive: string, negative: string): string | undefined {
  const mm = Math.round(Math.abs(meters) * 1000);
  return mm < 3 ? undefined : `${mm} mm ${meters > 0 ? positive : negative}`;
}
