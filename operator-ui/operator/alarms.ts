import type { StatusReport } from '../../core/wire/events.ts';
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

/** Everything that is wrong now, cameras first: they are seen in the picture. */
export function alarmsOf(status: StatusReport | null): Alarm[] {
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
  return [...cameras, ...outputs, ...frameClockAlarm(status), ...devices];
}

function frameClockAlarm({ frameClock }: StatusReport): Alarm[] {
  if (!isReferenceMissing(frameClock)) return [];
  const text = `Frame clock does not follow ${frameClock.reference}: ${frameClock.reason}`;
  return [{ key: `frame clock ${frameClock.state}`, text, tab: 'timing' }];
}
