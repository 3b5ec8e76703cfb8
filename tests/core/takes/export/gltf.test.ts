import { AnimationMixer, PerspectiveCamera, Quaternion, Vector3 } from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { describe, expect, it } from 'vitest';
import { glbBytes } from '../../../server/assets/glb.ts';
import {
  errorsAt,
  exported,
  framesToTen,
  moveLog,
  showMsOfFrame,
  trueFocalLengthMm,
} from './moved-camera.ts';

const { text, name } = exported(moveLog(), { format: 'gltf' });
const document = JSON.parse(text);

/** The numbers of the animation, out of the text. */
function bufferBytes(): Buffer {
  const { uri } = document.buffers[0];
  const [, base64 = ''] = /^data:application\/octet-stream;base64,(.*)$/.exec(uri) ?? [];
  return Buffer.from(base64, 'base64');
}

/** The same as binary glTF: node has nothing that three could load an address with. */
function asGlb(): ArrayBuffer {
  const bytes = bufferBytes();
  const buffers = [{ byteLength: bytes.length }];
  return new Uint8Array(glbBytes({ ...document, buffers }, bytes)).buffer;
}

describe('glTF', () => {
  it("moves three's camera as the recorded one went", async () => {
    const gltf = await new GLTFLoader().parseAsync(asGlb(), '');
    const [node] = gltf.cameras;
    const [clip] = gltf.animations;
    if (!(node instanceof PerspectiveCamera) || !clip) throw new Error('no camera that moves');
    const mixer = new AnimationMixer(gltf.scene);
    mixer.clipAction(clip).play();
    for (let i = 0; i < 48; i++) {
      mixer.setTime(i === 47 ? 47 / 24 - 1e-6 : i / 24);
      gltf.scene.updateMatrixWorld(true);
      const position = node.getWorldPosition(new Vector3());
      const turn = node.getWorldQuaternion(new Quaternion());
      const ms = showMsOfFrame(framesToTen + 1 + i);
      const { mm, deg } = errorsAt(ms, position, turn);
      expect(mm).toBeLessThan(0.1);
      expect(deg).toBeLessThan(0.01);
    }
    const ms = showMsOfFrame(framesToTen + 1);
    expect(node.fov).toBeCloseTo(
      (2 * Math.atan(14 / (2 * trueFocalLengthMm(ms))) * 180) / Math.PI,
      4,
    );
    expect(node.aspect).toBeCloseTo(24.89 / 14, 6);
  });

  it('holds every number in its buffer, in single precision, and the lens frame by frame', () => {
    expect(name).toBe('12-A-t03.gltf');
    const bytes = bufferBytes();
    expect(bytes.length).toBe(document.buffers[0].byteLength);
    const numbersOf = (index: number): number[] => {
      const { bufferView, count, type } = document.accessors[index];
      const { byteOffset, byteLength } = document.bufferViews[bufferView];
      expect(byteLength).toBe(count * { SCALAR: 4, VEC3: 12, VEC4: 16 }[type as 'SCALAR']);
      return Array.from({ length: byteLength / 4 }, (_, i) =>
        bytes.readFloatLE(byteOffset + i * 4),
      );
    };
    const { samplers, channels } = document.animations[0];
    expect(channels.map((c: { target: { path: string } }) => c.target.path)).toEqual([
      'translation',
      'rotation',
    ]);
    const [times, positions, turns] = [
      numbersOf(samplers[0].input),
      numbersOf(samplers[0].output),
      numbersOf(samplers[1].output),
    ];
    expect([times.length, positions.length, turns.length]).toEqual([48, 144, 192]);
    for (let i = 0; i < 48; i++) {
      expect(times[i]).toBeCloseTo(i / 24, 6);
      const ms = showMsOfFrame(framesToTen + 1 + i);
      const [qx, qy, qz, qw] = turns.slice(i * 4);
      const turn = new Quaternion(qx, qy, qz, qw);
      const { mm, deg } = errorsAt(ms, new Vector3().fromArray(positions, i * 3), turn);
      expect([mm < 0.1, deg < 0.01]).toEqual([true, true]);
      // Neighbours lie in one hemisphere, or a straight line would go the long way.
      if (i > 0) expect(turn.dot(new Quaternion().fromArray(turns, i * 4 - 4))).toBeGreaterThan(0);
      expect(document.cameras[0].extras.focalLengthMm[i]).toBeCloseTo(trueFocalLengthMm(ms), 3);
    }
    expect(document.extras).toMatchObject({
      startTimecode: '10:00:00:01',
      startFrame: framesToTen + 1,
    });
  });
});
