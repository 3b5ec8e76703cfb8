import { useEffect, useRef, useState } from 'react';
import { onsetDelay, type RegionChanges } from '../../core/latency/motion-onset.ts';
import { CameraPicture } from './CameraPicture.tsx';
import { clipChanges } from './clip-changes.ts';
import { clipMs, recordClip } from './clip-recorder.ts';
import { MotionResult } from './MotionResult.tsx';
import { RegionPicker, type Regions } from './RegionPicker.tsx';
import type { Camera } from './use-camera.ts';

const faults = {
  short: 'The clip is too short. It needs a second of stillness, and a second after the jerk.',
  restless: 'A rectangle moves from the start. Hold still for a second, then tap the camera.',
  still:
    'No motion stands out in a rectangle. Tap harder, or draw it round something with contrast.',
} as const;

/** Motion to photon: from one clip that shows the camera's jerk and the wall's answer. */
export function MotionPanel({ camera }: { camera: Camera }) {
  const [clip, setClip] = useClip();
  const [regions, setRegions] = useState<Regions>({});
  const [state, setState] = useState<string | null>(null);
  const [changes, setChanges] = useState<RegionChanges[] | null>(null);
  const live = useRef<HTMLVideoElement>(null);
  const played = useRef<HTMLVideoElement>(null);

  const take = (source: Blob) => {
    setClip(source);
    setRegions({});
    setChanges(null);
    setState('Draw one rectangle round the camera, one on the wall inside its frustum.');
  };
  const record = async () => {
    const stream = await camera.open();
    if (!stream) return;
    setClip(null);
    setState(`Recording ${clipMs / 1000} s: hold still for a second, then tap the camera.`);
    await recordClip(stream).then(take, (error) => setState(String(error)));
  };
  const measure = async () => {
    const { camera: first, wall: second } = regions;
    if (!played.current || !first || !second) return;
    const onProgress = (count: number) => setState(`Looking at picture ${count} …`);
    setChanges(await clipChanges(played.current, [first, second], onProgress));
    setState(null);
  };
  const [first, second] = changes ?? [];
  const found = first && second ? onsetDelay(first, second) : undefined;
  return (
    <main>
      <section>
        {clip ? (
          <RegionPicker src={clip} video={played} regions={regions} onChange={setRegions} />
        ) : (
          <CameraPicture stream={camera.stream} video={live} />
        )}
        <p className="measure-state" role="status">
          {camera.advice ?? state ?? (found && !found.ok ? faults[found.fault] : '')}
        </p>
        <div className="measure-buttons">
          <button type="button" className="button" onClick={() => void record()}>
            Record {clipMs / 1000} s
          </button>
          <label className="button measure-file">
            Choose a clip
            <input
              type="file"
              accept="video/*"
              onChange={({ target }) => target.files?.[0] && take(target.files[0])}
            />
          </label>
          <button
            type="button"
            className="button measure-go"
            disabled={!clip || !regions.camera || !regions.wall}
            onClick={() => void measure()}
          >
            Find the delay
          </button>
        </div>
      </section>
      <section aria-label="Motion to photon">
        <h2>Motion to photon</h2>
        <p className="measure-hint">
          Film the tracked camera and the wall in one clip, 60 pictures a second or more, with a
          still environment on program. Tap the camera so that it jerks. Both motions are in one
          clip, so the phone’s own delay falls out.
        </p>
        {found?.ok && first && second && (
          <MotionResult delay={found.value} camera={first} wall={second} />
        )}
      </section>
    </main>
  );
}

/** The address of a clip, given back when another comes. */
function useClip(): [string | null, (clip: Blob | null) => void] {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => () => (address ? URL.revokeObjectURL(address) : undefined), [address]);
  return [address, (clip) => setAddress(clip && URL.createObjectURL(clip))];
}
