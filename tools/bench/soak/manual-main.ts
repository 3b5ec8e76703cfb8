import { setImmediate as nextTurn } from 'node:timers/promises';
import { answerParent } from '../transport/child.ts';
import { allocatedBytes, heapBytes } from './heap.ts';
import { ManualServer } from './manual-server.ts';
import { type Pauses, PauseWatch } from './pause-watch.ts';
import { soakPackets } from './soak-packets.ts';
import { cameraCount, framePeriodMs, trackerHz, wallHz } from './soak-show.ts';

export interface ManualQuestion {
  seed: number;
  minutes: number;
}

export interface ManualAnswer extends Pauses {
  packets: number;
  framesSent: number;
  refused: number;
  heapGrowthBytes: number;
  allocatedPerThousandBytes: number;
}

/** Until all code is compiled and every ring has come round. */
const warmUpMinutes = 5;
const allocationFrames = 10 * wallHz;
const packetsPerFrame = (cameraCount * trackerHz) / wallHz;

/** Three hours in some minutes: one frame after the other, and after each second a look at what else there is. */
async function runMinutes(server: ManualServer, minutes: number, watch: PauseWatch): Promise<void> {
  for (let second = 0; second < minutes * 60; second++) {
    for (let frame = 0; frame < wallHz; frame++) {
      watch.begin();
      server.runFrame();
      watch.end();
    }
    await nextTurn();
  }
}

function runFrames(server: ManualServer, frames: number): void {
  for (let i = 0; i < frames; i++) server.runFrame();
}

async function soak({ seed, minutes }: ManualQuestion): Promise<ManualAnswer> {
  const server = new ManualServer(soakPackets(seed));
  const watch = new PauseWatch(framePeriodMs);
  await runMinutes(server, warmUpMinutes, watch);
  const before = heapBytes();
  const { accepted } = server.device.counters();
  await nextTurn();
  watch.take();
  await runMinutes(server, minutes, watch);
  const pauses = watch.take();
  const packets = server.device.counters().accepted - accepted;
  const heapGrowthBytes = heapBytes() - before;
  const allocated = allocatedBytes(() => runFrames(server, allocationFrames));
  return {
    ...pauses,
    packets,
    framesSent: server.planner.sent,
    refused: sumOf(server.device.counters().refused),
    heapGrowthBytes,
    allocatedPerThousandBytes: (1000 * allocated) / (allocationFrames * packetsPerFrame),
  };
}

const sumOf = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0);

answerParent<ManualQuestion>(soak);
