import { describe, expect, it } from 'vitest';
import { recordedSensorMm, sensorModeOf, sensorModes } from '../../../core/lens/sensor-modes.ts';

describe('sensor modes', () => {
  it('have unique names, square pixels and sizes of cinema cameras', () => {
    expect(new Set(sensorModes.map(({ id }) => id)).size).toBe(sensorModes.length);
    for (const { recordedMm, recordedPx, id } of sensorModes) {
      const [x, y] = [recordedMm[0] / recordedPx[0], recordedMm[1] / recordedPx[1]];
      expect(Math.abs(x / y - 1), id).toBeLessThan(0.005);
      expect(recordedMm[0]).toBeGreaterThan(10);
      expect(recordedMm[0]).toBeLessThan(60);
    }
  });

  it('stand for the size of the sensor when they are known', () => {
    const sensorMm = [10, 5] as const;
    expect(recordedSensorMm({ sensorMm, sensorMode: 'red-komodo-6k' })).toEqual([27.03, 14.26]);
    expect(recordedSensorMm({ sensorMm, sensorMode: 'nobody-knows' })).toEqual([10, 5]);
    expect(recordedSensorMm({ sensorMm })).toEqual([10, 5]);
    expect(sensorModeOf('__proto__')).toBeUndefined();
  });
});
