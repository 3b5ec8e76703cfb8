import { expect, test } from 'vitest';
import { ReportRelay } from '../../stage-client/worker/report-relay.ts';
import { goodReport } from '../support/statuses.ts';

test('a report that is told again takes back nothing that was prepared since', () => {
  const relay = new ReportRelay();
  relay.takeReport({ ...goodReport, prepared: [] }, 0);
  relay.takePrepared(['scene:grid:1']);
  expect(relay.now(500)?.prepared).toEqual(['scene:grid:1']);
});

test('a page that hangs draws no frames, and its newest frame stays the one it named', () => {
  const relay = new ReportRelay();
  relay.takeReport({ ...goodReport, k: 7, fps: 60 }, 0);
  expect(relay.now(900)).toMatchObject({ k: 7, fps: 60 });
  expect(relay.now(1100)).toMatchObject({ k: 7, fps: 0 });
});

test('there is nothing to tell before the first report', () => {
  expect(new ReportRelay().now(0)).toBeUndefined();
});
