import type { Principal } from '../../../core/commands/authorise.ts';
import { emptyHistory } from '../../../core/commands/history.ts';
import type { CommandRequest } from '../../../core/commands/table.ts';
import { initialState } from '../../../core/show/state.ts';
import { TrackingSample } from '../../../core/tracking/tracking-sample.ts';
import { createFramePacket } from '../../../core/wire/frame-packet.ts';
import { Dispatch } from '../../../server/commands/dispatch.ts';
import { TakeCoordinator } from '../../../server/commands/take-coordinator.ts';
import { createLog } from '../../../server/observe/log.ts';
import { ShowEngine } from '../../../server/show/show-engine.ts';
import { TakeService } from '../../../server/takes/take-service.ts';
import { machineClocks } from '../../../server/time/machine-clocks.ts';
import { ShowClock } from '../../../server/time/show-clock.ts';
import { sceneIds, twoWalls } from '../../core/show/two-walls.ts';
import { trackerOf } from '../tracking/tracker-fixture.ts';

export const operator: Principal = { who: 'zoë', role: 'operator', door: 'http' };

/** A show on the machine's own clock, its recorder, and one camera whose samples are made by hand. */
export function recordingIn(folder: string, engine = engineOnMachineClock()) {
  const log = createLog('silent', true);
  const takes = new TakeService({
    engine,
    folder,
    wallClockMs: Date.now,
    poseIs: () => 'tracker',
    log,
  });
  const tracker = trackerOf();
  const sample = Object.assign(new TrackingSample(), { hasPose: true });
  const packet = createFramePacket();
  let sequence = 0;
  /** One sample and one frame; the sample's position says which of them it is. */
  const step = (): void => {
    const nowMs = engine.nowMs();
    sample.receivedMs = nowMs;
    sample.sequence = sequence % 65_536;
    sample.x = sequence / 1000;
    sequence += 1;
    const fault = tracker.accept(sample);
    if (fault) throw new Error(`The sample was refused: ${fault}.`);
    takes.recorder.sample(tracker, tracker.track, sample);
    const [camera] = packet.cameras;
    packet.k = engine.frame();
    packet.targetMs = nowMs;
    packet.sentMs = nowMs;
    packet.cameraCount = 1;
    if (camera) tracker.evaluate(nowMs, nowMs, quiet, camera);
    takes.recorder.frame(packet, nowMs);
  };
  const noOutputs = { counted: () => [], onChange: () => () => {} };
  const dispatch = new Dispatch(engine, new TakeCoordinator(engine, noOutputs), takes);
  const give = (request: CommandRequest) => dispatch.command(request, operator);
  return { takes, engine, step, give };
}

const quiet = { held: false, rolling: true, groupLoss: false, framePeriodMs: 1000 / 60 };

export function engineOnMachineClock(): ShowEngine {
  return new ShowEngine({
    clock: new ShowClock(machineClocks(), undefined, 0),
    session: { state: initialState(twoWalls(), 0), history: emptyHistory },
    revision: 1,
    sceneIds,
    record: () => {},
  });
}
