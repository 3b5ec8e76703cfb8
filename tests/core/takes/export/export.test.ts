import { Euler, Matrix4, Quaternion, Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { idHash } from '../../../../core/wire/message-type.ts';
import {
  errorsAt,
  exported,
  framesToTen,
  moveLog,
  showMsOfFrame,
  trueFocalLengthMm,
} from './moved-camera.ts';

const rad = (deg: number): number => (deg * Math.PI) / 180;
const log = moveLog();
/** 10:00:00:01 is the first whole frame at or after 10 s of show time. */
const firstFrame = framesToTen + 1;
const lastFrame = framesToTen + 48;

/** What an independent reader found in a file: each frame with its place and turn. */
interface Found {
  frame: number;
  position: Vector3;
  turn: Quaternion;
  focalLengthMm?: number;
}

function expectTrue(found: readonly Found[], showMs = showMsOfFrame): void {
  expect(found.map(({ frame }) => frame)).toEqual(
    Array.from({ length: lastFrame - firstFrame + 1 }, (_, i) => firstFrame + i),
  );
  for (const { frame, position, turn, focalLengthMm } of found) {
    const { mm, deg } = errorsAt(showMs(frame), position, turn);
    expect(mm).toBeLessThan(0.1);
    expect(deg).toBeLessThan(0.01);
    if (focalLengthMm !== undefined) {
      expect(focalLengthMm).toBeCloseTo(trueFocalLengthMm(showMs(frame)), 3);
    }
  }
}

describe('Nuke channels', () => {
  const readChan = (text: string): Found[] =>
    text
      .trim()
      .split('\n')
      .map((line) => {
        const [frame = 0, x, y, z, rx = 0, ry = 0, rz = 0, fov = 0] = line.split(/\s+/).map(Number);
        // Nuke's ZXY: about Z first, then X, then Y.
        const matrix = new Matrix4()
          .makeRotationY(rad(ry))
          .multiply(new Matrix4().makeRotationX(rad(rx)))
          .multiply(new Matrix4().makeRotationZ(rad(rz)));
        return {
          frame,
          position: new Vector3(x, y, z),
          turn: new Quaternion().setFromRotationMatrix(matrix),
          focalLengthMm: 14 / (2 * Math.tan(rad(fov) / 2)),
        };
      });

  it.each(['evaluated', 'raw'] as const)('say where the camera was, as %s', (which) => {
    expectTrue(readChan(exported(log, { format: 'chan', camera: 'A', which }).text));
  });

  it('state order and sensor in the name, and never jump by a turn', () => {
    const { name, text } = exported(log, { format: 'chan', camera: 'A' });
    expect(name).toBe('12-A-t03_A_ZXY_24.89x14.chan');
    const pans = text
      .trim()
      .split('\n')
      .map((line) => Number(line.split('\t')[5]));
    for (const [i, pan] of pans.entries()) {
      if (i > 0) expect(Math.abs(pan - (pans[i - 1] ?? 0))).toBeLessThan(5);
    }
    // The move goes over 180°, where the angle of a single pose would jump.
    expect(Math.max(...pans)).toBeGreaterThan(Math.min(...pans) + 20);
  });

  it('may begin at another number and in the middle of the shutter', () => {
    const middle = exported(log, { format: 'chan', start: 1001, phase: 0.25 }).text;
    const found = readChan(middle).map((each) => ({
      ...each,
      frame: each.frame - 1001 + firstFrame,
    }));
    expectTrue(found, (frame) => showMsOfFrame(frame + 0.25));
  });

  it('hold one camera and say so', () => {
    expect(() => exported(log, { format: 'chan', which: 'both' })).toThrow('one-series');
    expect(() => exported(log, { format: 'chan', camera: 'Z' })).toThrow('unknown-camera');
    expect(() => exported(log, { format: 'chan', camera: 'B' })).toThrow('empty-take');
  });
});

describe('USD', () => {
  const { text, name } = exported(log, { format: 'usda' });
  const samplesOf = (attribute: string): [number, string][] => {
    const block = new RegExp(`${attribute}\\.timeSamples = \\{([^}]*)\\}`).exec(text)?.[1] ?? '';
    return [...block.matchAll(/^\s*(\d+): (.*),$/gm)].map((m) => [Number(m[1]), m[2] ?? '']);
  };

  it('says where the camera was, by matrices for row vectors', () => {
    const focal = new Map(samplesOf('float focalLength'));
    const found = samplesOf('matrix4d xformOp:transform').map(([frame, value]): Found => {
      const numbers = value.match(/-?[\d.]+(e-?\d+)?/g)?.map(Number) ?? [];
      expect(numbers).toHaveLength(16);
      // Row vectors times this matrix: for columns its transpose.
      const matrix = new Matrix4().fromArray(numbers);
      const [position, turn, scale] = [new Vector3(), new Quaternion(), new Vector3()];
      matrix.decompose(position, turn, scale);
      expect(scale.distanceTo(new Vector3(1, 1, 1))).toBeLessThan(1e-9);
      expect([numbers[3], numbers[7], numbers[11], numbers[15]]).toEqual([0, 0, 0, 1]);
      // Tenths of a metre.
      return { frame, position, turn, focalLengthMm: Number(focal.get(frame)) * 100 };
    });
    expectTrue(found);
  });

  it('has metres, Y up, the time codes of the day and apertures in tenths of a unit', () => {
    expect(name).toBe('12-A-t03.usda');
    expect(text).toMatch(/^#usda 1\.0\n/);
    for (const line of [
      'metersPerUnit = 1',
      'upAxis = "Y"',
      `startTimeCode = ${firstFrame}`,
      `endTimeCode = ${lastFrame}`,
      'timeCodesPerSecond = 24',
      'string startTimecode = "10:00:00:01"',
      'float horizontalAperture = 0.2489',
      'float verticalAperture = 0.14',
      'def Camera "A"',
    ]) {
      expect(text).toContain(line);
    }
    const open = text.match(/[{([]/g)?.length;
    expect(text.match(/[})\]]/g)?.length).toBe(open);
  });

  it('keeps what was drawn and what the tracker said apart', () => {
    const both = exported(log, { format: 'usda', which: 'both' }).text;
    expect([...both.matchAll(/def Camera "(\w+)"/g)].map((m) => m[1])).toEqual(['A', 'A_raw']);
  });
});

describe('CSV', () => {
  const rowsOf = (text: string) => {
    const [head = '', ...lines] = text.trim().split('\r\n');
    const columns = head.split(',');
    return lines.map((line) => {
      const fields = line.split(',');
      expect(fields).toHaveLength(columns.length);
      return Object.fromEntries(columns.map((column, i) => [column, fields[i] ?? '']));
    });
  };
  const poseOf = (row: Record<string, string>): Found => {
    const [x, y, z] = ['x_m', 'y_m', 'z_m'].map((name) => Number(row[name]));
    const [qx, qy, qz, qw] = ['qx', 'qy', 'qz', 'qw'].map((name) => Number(row[name]));
    const [tilt = 0, pan = 0, roll = 0] = ['tilt_deg', 'pan_deg', 'roll_deg'].map((name) =>
      rad(Number(row[name])),
    );
    const turn = new Quaternion(qx, qy, qz, qw);
    const fromAngles = new Quaternion().setFromEuler(new Euler(tilt, pan, roll, 'YXZ'));
    expect(turn.angleTo(fromAngles)).toBeLessThan(1e-4);
    const focalLengthMm = Number(row.focal_length_mm);
    return { frame: Number(row.frame), position: new Vector3(x, y, z), turn, focalLengthMm };
  };

  it('has a row for every camera frame that was drawn', () => {
    const rows = rowsOf(exported(log, { format: 'csv' }).text);
    expectTrue(rows.map(poseOf));
    expect(rows[0]).toMatchObject({
      take: '12-A-t03',
      camera: 'A',
      which: 'evaluated',
      timecode: '10:00:00:01',
      mark: 'ok',
      received_ms: '',
    });
    expect(rows[47]?.timecode).toBe('10:00:02:00');
  });

  it('has a row for every sample as it came, with its times and its place in tracker space', () => {
    const rows = rowsOf(exported(log, { format: 'csv', which: 'raw' }).text);
    expect(rows).toHaveLength(201);
    for (const [i, row] of rows.entries()) {
      const ms = 10_000 + i * 10;
      const { position, turn } = poseOf(row);
      const { mm, deg } = errorsAt(ms, position, turn);
      expect([mm < 1e-4, deg < 1e-5]).toEqual([true, true]);
      expect(row).toMatchObject({
        show_ms: String(ms),
        received_ms: String(ms + 7),
        source_ms: String(ms + 1e9),
        tracker_x_m: '4',
      });
    }
    // 10 050 ms is in the second frame, which began at 10 011.67.
    expect(rows[5]?.timecode).toBe('10:00:00:01');
  });

  it('has both, told apart by a column, counted from one number', () => {
    const rows = rowsOf(exported(log, { format: 'csv', which: 'both', start: 0 }).text);
    const of = (which: string) => rows.filter((row) => row.which === which);
    expect([of('evaluated').length, of('raw').length]).toEqual([48, 201]);
    const frameOf = new Map(of('evaluated').map((row) => [row.timecode, row.frame]));
    expect(frameOf.get('10:00:00:01')).toBe('0');
    for (const row of of('raw').slice(5, 200)) {
      expect(row.frame).toBe(frameOf.get(row.timecode ?? ''));
    }
  });
});

describe('every format', () => {
  it('marks frames that were predicted, held or never drawn', () => {
    const holed = moveLog({ toMs: 10_500 });
    for (let k = 0; k < 30; k++) {
      holed.frame((record) => {
        const [camera] = record.packet.cameras;
        if (!camera) return;
        record.poseMs = 10_700 + k * (1000 / 60);
        record.packet.cameraCount = 1;
        camera.idHash = idHash('A');
        camera.status = k < 10 ? 'ok' : k < 20 ? 'coast' : 'hold';
      });
    }
    const lines = exported(holed, { format: 'csv' }).text.trim().split('\r\n');
    const at = lines[0]?.split(',').indexOf('mark') ?? -1;
    const marks = lines.slice(1).map((line) => line.split(',')[at]);
    expect(new Set(marks)).toEqual(new Set(['ok', 'dropped', 'extrapolated', 'held']));
    expect(marks.slice(0, 11)).toEqual(Array(11).fill('ok'));
  });

  it('is written without timecode, too: from the time of day', () => {
    const { text } = exported(moveLog({ timecode: false }), { format: 'usda' });
    expect(text).toContain('string timecodeFrom = "time-of-day"');
    expect(text).toContain('string startTimecode = "13:00:00:06"');
  });
});
