import { useRef, useState } from 'react';
import type { Camera as ShowCamera } from '../../core/show/camera-schema.ts';
import type { Output } from '../../core/show/stage-schema.ts';
import { idHash } from '../../core/wire/message-type.ts';
import { type Desk, useDesk } from '../link/desk.ts';
import { useTicker } from '../link/use-ticker.ts';

const kept = 100;
/** Packets that were planned before a setting changed are still on their way for that many looks. */
const passedOver = 10;

/**
 * Mean time, ms, from the arrival of a camera's sample to the light of a frame on one output, over the
 * last seconds; `null` while no samples come. A packet's age counts up to the slowest output's light
 * and contains the camera's setting, so a change of either begins the mean anew.
 */
export function useArrivalToLight(
  camera: ShowCamera | undefined,
  output: Output | undefined,
  outputs: readonly Output[],
): number | null {
  const desk = useDesk();
  const [ageMs, setAgeMs] = useState<number | null>(null);
  const ages = useRef<Ages>({ of: '', looks: 0, values: [] });
  const slowestMs = Math.max(0, ...outputs.map(({ photonDelayMs }) => photonDelayMs));
  const settingMs = (camera?.trackingAgeMs ?? 0) + slowestMs;
  useTicker(50, () => {
    const id = camera?.id ?? '';
    const of = `${id} ${settingMs}`;
    if (ages.current.of !== of) ages.current = { of, looks: 0, values: [] };
    const { values } = ages.current;
    ages.current.looks += 1;
    if (ages.current.looks <= passedOver) return setAgeMs(null);
    const age = newestAgeMs(desk, id);
    if (age !== undefined) values.push(age - settingMs);
    if (age === undefined || values.length > kept) values.shift();
    if (values.length % 10 === 0) setAgeMs(meanOf(values));
  });
  return ageMs === null || !output ? null : ageMs + output.photonDelayMs;
}

/** Ages without what is set, of one camera under one setting. */
interface Ages {
  of: string;
  looks: number;
  values: number[];
}

function newestAgeMs(desk: Desk, cameraId: string): number | undefined {
  const packet = desk.frames.at(desk.showTimeMs());
  const hash = idHash(cameraId);
  const camera = packet.cameras.slice(0, packet.cameraCount).find((each) => each.idHash === hash);
  return camera?.status === 'ok' ? camera.ageMs : undefined;
}

const meanOf = (values: readonly number[]): number | null =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
