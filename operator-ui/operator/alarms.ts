import { lowRoomBytes } from '../../core/takes/low-room.ts';
import type { RecorderStatus } from '../../core/takes/take-summary.ts';
import type { StatusReport } from '../../core/wire/events.ts';
import type { BarWords } from '../takes/bar-words.ts';
import { roomText } from '../takes/take-words.ts';
import { isReferenceMissing } from '../timing/sync-words.ts';
import type { PanelTab } from './desk-choices.ts';

/** One fault, and the panel on which it can be mended. */
export interface Alarm {
  key: string;
  text: string;
  tab: PanelTab;
}

const cameraTrouble: Record<string, string> = {
  degraded: 'loses samples',
  coast: 'coasts: no sample arrives',
  hold: 'holds its last pose: no sample arrives',
  lost: 'is lost: no sample arrives',
};

/**
 * Everything that is wrong now, cameras first: they are seen in the picture. `bar`: what the take bar
 * says, so that a fault of the recorder that was put away there is put away here, too.
 */
export function alarmsOf(status: StatusReport | null, bar?: BarWords): Alarm[] {
  if (!status) return [];
  const cameras = status.cameras
    .filter((camera) => camera.status !== 'ok')
    .map((camera): Alarm => {
      const text = `Camera ${camera.id} ${cameraTrouble[camera.status] ?? camera.status}`;
      return { key: `camera ${camera.id} ${camera.status}`, text, tab: 'cameras' };
    });
  const outputs = status.outputs.flatMap((output): Alarm[] => {
    const words = output.connected ? output.alarms : ['no page is open for it'];
    return words.map((text) => ({
      key: `output ${output.id} ${text}`,
      text: `Output ${output.id}: ${text}`,
      tab: text === output.cadence.text ? 'timing' : 'outputs',
    }));
  });
  const devices = status.devices
    .filter((device) => device.state === 'unavailable')
    .map((device): Alarm => {
      const text = `Device ${device.id} unavailable: ${device.detail}`;
      return { key: `device ${device.id}`, text, tab: 'devices' };
    });
  return [
    ...cameras,
    ...recorderAlarms(status, bar),
    ...outputs,
    ...frameClockAlarm(status),
    ...devices,
  ];
}

function recorderAlarms({ recorder }: StatusReport, bar: BarWords | undefined): Alarm[] {
  if (!bar || bar.state === 'idle' || bar.state === 'rolling') return roomAlarm(recorder);
  const title = bar.title.endsWith('.') ? bar.title : `${bar.title}.`;
  const text = `Recorder: ${title} ${bar.text}`.trim();
  return [{ key: `recorder ${bar.state}`, text, tab: 'takes' }];
}

/** While a take rolls, the recorder itself says that the disk gets full. */
function roomAlarm({ take, freeBytes }: RecorderStatus): Alarm[] {
  if (take || freeBytes === null || freeBytes >= lowRoomBytes) return [];
  const text = `The disk for takes has ${roomText(null, freeBytes)} left. Make room before the next take.`;
  return [{ key: 'recorder room', text, tab: 'takes' }];
}

function frameClockAlarm({ frameClock }: StatusReport): Alarm[] {
  if (!isReferenceMissing(frameClock)) return [];
  const text = `Frame clock does not follow ${frameClock.reference}: ${frameClock.reason}`;
  return [{ key: `frame clock ${frameClock.state}`, text, tab: 'timing' }];
}
