import { useRef, useState } from 'react';
import type { Camera as ShowCamera } from '../../core/show/camera-schema.ts';
import type { Output } from '../../core/show/stage-schema.ts';
import { idHash } from '../../core/wire/message-type.ts';
import { type Desk, useDesk } from '../link/desk.ts';
import { useTicker } from '../link/use-ticker.ts';

const kept = 100;

/**
 * Mean time, ms, from the arrival of a camera's sample to the light of a frame on one output, over the
 * last seconds; `null` while no samples come. A packet's age counts up to the slowest output's light
 * and contains the camera's setting.
 */
export function useArrivalToLight(
  camera: ShowCamera | undefined,
  output: Output | undefined,
  outputs: readonly Output[],
): number | null {
  const desk = useDesk();
  const [ageMs, setAgeMs] = useState<number | null>(null);
  const ages = useRef<{ id: string; values: number[] }>({ id: '', values: [] });
  useTicker(50, () => {
    const id = camera?.id ?? '';
    if (ages.current.id !== id) ages.current = { id, values: [] };
    const age = newestAgeMs(desk, id);
    const { values } = ages.current;
    if (age !== undefined) values.push(age);
    if (age === undefined || values.length > kept) values.shift();
    if (values.length % 10 === 0) setAgeMs(meanOf(values));
  });
  if (ageMs === null || !camera || !output) return null;
  const slowestMs = Math.max(...outputs.map(({ photonDelayMs }) => photonDelayMs));
  return ageMs - camera.trackingAgeMs - slowestMs + output.photonDelayMs;
}

function newestAgeMs(desk: Desk, cameraId: string): number | undefined {
  const packet = desk.frames.at(desk.showTimeMs());
  const hash = idHash(cameraId);
  const camera = packet.cameras.slice(0, packet.cameraCount).find((each) => each.idHash === hash);
  return camera?.status === 'ok' ? camera.ageMs : undefined;
}

const meanOf = (values: readonly number[]): number | null =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
