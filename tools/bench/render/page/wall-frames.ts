import { vec3 } from '../../../../core/math.ts';
import type { InnerCamera } from '../../../../core/stage/inner-camera.ts';
import { coverRectangle, createPatchView } from '../../../../core/stage/patch-view.ts';
import type { FrameInput } from '../../../../render/frame-input.ts';
import { LastPass } from '../../../../render/last-pass.ts';
import { OutputPicture } from '../../../../render/output-picture.ts';
import { placeDeck, ViewRenderer } from '../../../../render/view-renderer.ts';
import { createViewTarget } from '../../../../render/view-target.ts';
import { createWallRenderer } from '../../../../render/wall-renderer.ts';
import type { OverheadShot } from '../calls.ts';
import { stillInstance } from './ball-scene.ts';
import { boxScene } from './box-scene.ts';
import { type Contender, contender } from './frame-contender.ts';
import { lastPassInput } from './last-pass-input.ts';
import { eyeHeight, squareWall } from './square-wall.ts';
import { frameInput, innerCamera } from './wall-pass.ts';
import { showWall, wholeWallOutput, wholeWallPatches } from './wall-patches.ts';

const samples = 4;

/** Everything that a stage page does for a frame, from the scene to its canvas. */
export function wallClient(
  name: string,
  shot: OverheadShot,
  density: number,
  cameras: InnerCamera[],
): Contender {
  const { renderer, picture, frame } = wallOutput(shot, density, cameras);
  const lastPass = new LastPass(...shot.size, 'wall');
  const present = lastPassInput(picture.target.texture);
  return contender(name, renderer, (k) => {
    picture.draw(frame);
    present.k = k;
    lastPass.present(renderer, present);
  });
}

/** The frame of one view, cut short twice: what the rest of it costs is the difference. */
export function wallViews(shot: OverheadShot): Contender[] {
  const { renderer, picture, frame } = wallOutput(shot, 1, []);
  const [patch] = wholeWallPatches(squareWall(shot.size));
  const view = createPatchView();
  if (!patch || !coverRectangle(view, patch, frame.eye, patch)) return [];
  const target = createViewTarget(...shot.size, samples);
  const views = new ViewRenderer(renderer);
  const drawView = () => views.draw(placeDeck(frame.first), view, target);
  return [
    contender('the view alone', renderer, drawView, target),
    contender('the view laid on the wall', renderer, () => picture.draw(frame), picture.target),
  ];
}

function wallOutput({ size, seed }: OverheadShot, density: number, cameras: InnerCamera[]) {
  const renderer = createWallRenderer(document.createElement('canvas'));
  renderer.setSize(...size, false);
  const walls = [showWall(squareWall(size))];
  const picture = new OutputPicture(renderer, wholeWallOutput(size), walls, { samples });
  const eye = vec3.fromValues(0, eyeHeight(size), 0);
  const frame: FrameInput = frameInput(stillInstance(boxScene(seed)), density, eye, cameras);
  return { renderer, picture, frame };
}

/** A 35 mm lens before a 24.89 × 14 mm sensor, 20 % overscan, a little beside the eye and turned. */
export function inner({ size }: OverheadShot): InnerCamera {
  const turn = 0.08;
  return innerCamera({
    pupil: {
      position: [0.3, eyeHeight(size), 0.2],
      quaternion: [0, Math.sin(turn / 2), 0, Math.cos(turn / 2)],
    },
    edge: { x: (1.2 * 24.89) / 70, y: (1.2 * 14) / 70 },
  });
}
