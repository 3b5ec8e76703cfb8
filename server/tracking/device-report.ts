import type { DeviceStatusReport } from '../../core/wire/status.ts';
import type { DeviceStatus } from '../../devices/device.ts';
import type { OpenDevice } from './device-hub.ts';

type Reported = Pick<OpenDevice, 'entry' | 'device' | 'refused' | 'senders'>;

/** One device as `GET devices` and the pages see it: its own account, and what was judged behind it. */
export function deviceReport(
  { device, entry, refused: behind, senders }: Reported,
  nowMs: number,
): DeviceStatusReport {
  const status = device.status();
  const { accepted, refused, noted } = device.counters();
  const { camera, object } = senders;
  const moves = camera.moves + object.moves;
  const notes = status.state === 'open' ? [...camera.notes(nowMs), ...object.notes(nowMs)] : [];
  return {
    id: entry.id,
    kind: entry.kind,
    state: status.state,
    detail: [detailOf(status), ...notes].join('; '),
    accepted,
    refused: Object.fromEntries([...refused, ...behind]),
    noted: Object.fromEntries([...(noted ?? []), ...(moves > 0 ? [['sender-moved', moves]] : [])]),
  };
}

const detailOf = (status: DeviceStatus): string =>
  status.state === 'open' ? status.detail : status.state === 'unavailable' ? status.reason : '';
