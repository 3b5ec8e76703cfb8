import { beforeEach, describe, expect, it } from 'vitest';
import {
  oldestDrawnAsNewMs,
  recovery,
  runsBackwards,
  showAheadMs,
} from '../support/node-client-agreement.ts';
import { runStage, SimulatedClient, SimulatedServer, stepMs } from './simulated-stage.ts';

const periodMs = 1000 / 60;
const beginMs = 5000;
const endMs = 15_000;

let server: SimulatedServer;
let undisturbed: SimulatedClient;

beforeEach(() => {
  server = new SimulatedServer();
  undisturbed = new SimulatedClient(server, 0, 3);
});

function expectAgreement(client: SimulatedClient, faultEndMs: number): void {
  const { afterMs, unlike } = recovery(client.latched, undisturbed.latched, faultEndMs);
  expect(afterMs).toBeLessThan(1000);
  expect(unlike).toBe(0);
  const oldestMs = oldestDrawnAsNewMs(client.latched, showAheadMs(undisturbed.latched));
  expect(oldestMs).toBeLessThan(100 + periodMs);
  expect(runsBackwards(client.latched)).toBe(false);
}

describe('a client beside an undisturbed one', () => {
  it.each([-200, 200])('shows the same frames at the same time, %i ppm off', (skewPpm) => {
    const client = new SimulatedClient(server, skewPpm, 9);
    runStage(server, [undisturbed, client], 0, 60_000);
    expectAgreement(client, 0);
  });

  it('is back in step within a second of a cable that held everything back for two', () => {
    const client = new SimulatedClient(server, 20, 9);
    const clients = [undisturbed, client];
    runStage(server, clients, 0, beginMs);
    client.stall(true);
    runStage(server, clients, beginMs, beginMs + 2000);
    client.stall(false);
    runStage(server, clients, beginMs + 2000, endMs);
    expectAgreement(client, beginMs + 2000);
  });

  it('is back in step within a second of being stopped for three', () => {
    const client = new SimulatedClient(server, -20, 9);
    const clients = [undisturbed, client];
    runStage(server, clients, 0, beginMs);
    client.stop(true);
    runStage(server, clients, beginMs, beginMs + 3000);
    client.stop(false);
    runStage(server, clients, beginMs + 3000, endMs);
    expectAgreement(client, beginMs + 3000);
  });
});

describe('clients of a server that comes back with another clock of its own', () => {
  it.each([0, 80])('go on in show time, with a frame clock that was bent by %i ppm', (ppm) => {
    server.rateOffset = ppm * 1e-6;
    const client = new SimulatedClient(server, 20, 9);
    runStage(server, [undisturbed, client], 0, beginMs);
    server.restart(beginMs);
    undisturbed.reconnect(beginMs);
    client.reconnect(beginMs);
    runStage(server, [undisturbed, client], beginMs, endMs);
    for (const { latched } of [undisturbed, client]) {
      const last = latched.at(-1);
      expect(Math.abs((last?.showMs ?? 0) - server.showMs(last?.atMs ?? 0))).toBeLessThan(1);
    }
    expectAgreement(client, beginMs);
  });

  it.each([0, 80])('do so whenever they latch or look after their clock (%i ppm)', (ppm) => {
    const wrong: string[] = [];
    // The first frame of the new server comes before its first answer; both may fall in between.
    for (let restartMs = 995; restartMs < 1025; restartMs += stepMs) {
      server = new SimulatedServer();
      server.rateOffset = ppm * 1e-6;
      const client = new SimulatedClient(server, 0, 0.5);
      runStage(server, [client], 0, restartMs);
      server.restart(restartMs);
      client.reconnect(restartMs);
      runStage(server, [client], restartMs, restartMs + 500);
      const last = client.latched.at(-1);
      const aheadMs = (last?.showMs ?? Number.NaN) - server.showMs(last?.atMs ?? Number.NaN);
      if (!(Math.abs(aheadMs) < 1)) wrong.push(`restart at ${restartMs} ms: ${aheadMs} ms ahead`);
    }
    expect(wrong).toEqual([]);
  });
});
