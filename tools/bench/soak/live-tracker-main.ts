import { createSocket } from 'node:dgram';
import { startTicker } from '../../../devices/simulated/ticker.ts';
import { answerParent } from '../transport/child.ts';
import { monotonicMs } from '../transport/monotonic.ts';
import { soakPackets } from './soak-packets.ts';
import { cameraCount, trackerHz } from './soak-show.ts';

export type TrackerQuestion = { ask: 'start'; udpPort: number; seed: number } | { ask: 'sent' };

const socket = createSocket('udp4');
let sent = 0;

function start(udpPort: number, seed: number): void {
  const packets = soakPackets(seed);
  startTicker(trackerHz, monotonicMs, (sample) => {
    for (let camera = 0; camera < cameraCount; camera++) {
      const packet = packets[(sample * cameraCount + camera) % packets.length];
      if (packet) socket.send(packet, udpPort, '127.0.0.1');
      sent += 1;
    }
  });
}

answerParent<TrackerQuestion>(async (question) => {
  if (question.ask === 'start') start(question.udpPort, question.seed);
  return { sent };
});
