import { oscFloats, PoseSender } from '../../support/pose-sender.ts';
import { freedBytes, openTrackIoBytes, psnBytes, vmcBytes } from '../../support/tracker-bytes.ts';
import { until } from '../../support/until.ts';
import { drive } from './driven.ts';
import { axisAngle, home, type Move, type Placed, placed, trackedFrom, turn } from './moves.ts';
import { drivenAmounts } from './puck.ts';
import type { SignsStage, UdpKind } from './signs-stage.ts';

/** Somebody who moves the camera. */
export interface Feed {
  move(move: Move): Promise<void>;
  close(): void;
}

/** A source of a camera's pose, as the show names it and as its sender speaks. */
export interface TestSource {
  /** What `camera.set` is given. */
  camera: { source: { device: string; subject: string; poseIs: string } } & Record<string, unknown>;
  /** How far its moves go. */
  amounts: Required<Move>;
  open(stage: SignsStage): Promise<Feed>;
}

const amounts: Required<Move> = { pan: 6, tilt: 5, roll: 15, truck: 0.3 };

const alone = { backup: null, lens: { entrancePupilMm: 0 } };

/** The newest move over and over, as a tracker sends it. */
function udpFeed(stage: SignsStage, kind: UdpKind, datagram: (move: Move) => Buffer): Feed {
  const sender = new PoseSender(stage.ports[kind]);
  return {
    move: async (move) => sender.send(() => datagram(move)),
    close: () => sender.close(),
  };
}

const udpSource = (kind: UdpKind, datagram: (move: Move) => Buffer): TestSource => ({
  camera: { source: { device: kind, subject: '1', poseIs: 'pupil' }, ...alone },
  amounts,
  open: async (stage) => udpFeed(stage, kind, datagram),
});

const freed = ({ pan = 0, tilt = 0, roll = 0, truck = 0 }: Move): Buffer =>
  freedBytes(1, pan, tilt, roll, [truck, 0, home[1]]);

/** PosiStageNet: left-handed, Z into the depth. */
function psn(tracker: number, { position: [x, y, z], quaternion }: Placed): Buffer {
  const [ax, ay, az] = axisAngle(quaternion);
  return psnBytes(tracker, [x, y, -z], [-ax, -ay, az]);
}

/** VMC: Unity's axes, as the protocol has them. */
function vmc(move: Move): Buffer {
  const { position, quaternion } = placed(move);
  const [[x, y, z], [qx, qy, qz, qw]] = [position, quaternion];
  return vmcBytes('1', [x, y, -z], [-qx, -qy, qz, qw], 60);
}

/** A second tracker on the camera, that stands elsewhere, looks elsewhere and sits aslant. */
const backupChain = {
  registration: { position: [1.2, -0.3, 0.5], quaternion: turn('y', 90) } as Placed,
  mount: { position: [0.1, 0.2, -0.05], quaternion: turn('x', 10) } as Placed,
  pupilMm: 100,
};

async function openBackup(stage: SignsStage): Promise<Feed> {
  const primary = udpFeed(stage, 'freed', freed);
  await primary.move({ pan: 20, truck: -0.5 });
  const backup = udpFeed(stage, 'psn', (move) => psn(7, trackedFrom(placed(move), backupChain)));
  await backup.move({});
  await until('both sources run', async () => {
    const { source, sources, pose } = await stage.camera();
    return source === 'primary' && sources.every((each) => each === 'ok') && pose !== null;
  });
  primary.close();
  await until('the backup is used', async () => (await stage.camera()).source === 'backup');
  return backup;
}

export const sources: Record<string, TestSource> = {
  freed: udpSource('freed', freed),
  opentrackio: udpSource('opentrackio', ({ pan = 0, tilt = 0, roll = 0, truck = 0 }) =>
    openTrackIoBytes(-pan, tilt, roll, [truck, 0, home[1]]),
  ),
  osc: udpSource('osc', ({ pan = 0, tilt = 0, roll = 0, truck = 0 }) =>
    oscFloats('/cyc/camera/1/euler', [truck, home[1], 0, -pan, tilt, roll]),
  ),
  'the VMC protocol': udpSource('osc', vmc),
  psn: udpSource('psn', (move) => psn(1, placed(move))),
  'a SpaceMouse': {
    camera: { source: { device: 'hid', subject: '1', poseIs: 'pupil' }, ...alone },
    amounts: drivenAmounts,
    open: async (stage) => ({ move: (move) => drive(stage, move), close: () => {} }),
  },
  'its backup (psn), as its first source (freed) has stopped': {
    camera: {
      source: { device: 'freed', subject: '1', poseIs: 'pupil' },
      backup: {
        device: 'psn',
        subject: '7',
        poseIs: 'tracker',
        registration: { position: backupChain.registration.position, rotationDeg: [0, 90, 0] },
        mount: { position: backupChain.mount.position, rotationDeg: [10, 0, 0] },
      },
      lens: { entrancePupilMm: backupChain.pupilMm },
    },
    amounts,
    open: openBackup,
  },
};
