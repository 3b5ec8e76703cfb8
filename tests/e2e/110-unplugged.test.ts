import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spaceMouse } from '../support/node-hid/hid-plugs.ts';
import { PoseSender } from '../support/pose-sender.ts';
import { until } from '../support/until.ts';
import { near, poseBytes, SourceFaultsStage, soon } from './source-faults-stage.ts';

let stage: SourceFaultsStage;
/** Another camera's tracker, which nothing here concerns. */
let sender: PoseSender;
beforeAll(async () => {
  stage = await SourceFaultsStage.open();
  sender = new PoseSender(stage.ports.freed);
});
afterAll(async () => {
  sender?.close();
  await stage?.close();
});

describe('a puck in a USB socket of the server', () => {
  // Eighteen to the right of 350, as recorded from a SpaceMouse Compact, and a twist of nothing.
  const push = '0112000000f800';
  const rest = '01000000000000';

  it('that is pulled out in a movement is told as lost, its camera stands, and goes on when it is back', async () => {
    const { plugs } = stage;
    plugs.plug(spaceMouse('1-1:1.0', 'OWN'));
    await until('the puck is open', async () => (await stage.device('hid')).state === 'open');
    sender.send(() => poseBytes.freed(0.3));
    const timer = setInterval(() => plugs.report('1-1:1.0', push), 10);
    try {
      await until('it moves the camera', async () => (await stage.x('hid')) > 0.02);
      plugs.unplug('1-1:1.0');
      await soon('the puck is lost', async () => {
        const { state, detail } = await stage.device('hid');
        return state === 'unavailable' && /SpaceMouse Compact.*is lost.*every second/.test(detail);
      });
    } finally {
      clearInterval(timer);
    }
    const [stood, { frames }] = [await stage.x('hid'), stage.listener];
    await soon('its camera holds', async () => {
      return ['hold', 'lost'].includes((await stage.camera('hid')).status);
    });
    await until('frames go on', async () => stage.listener.frames > frames + 10);
    await until('another camera goes on', async () => near(await stage.x('freed'), 0.3));
    expect(await stage.x('hid')).toBe(stood);
    // Back in another socket, behind a stranger of the same make.
    plugs.plug(spaceMouse('1-2:1.0', 'STRANGER'), spaceMouse('1-3:1.0', 'OWN'));
    await soon('the puck is back', async () => (await stage.device('hid')).state === 'open');
    const { accepted } = await stage.device('hid');
    plugs.report('1-2:1.0', push, push, push);
    plugs.report('1-3:1.0', push, rest);
    await soon('it is heard', async () => (await stage.device('hid')).accepted >= accepted + 2);
    expect((await stage.device('hid')).accepted).toBe(accepted + 2);
    expect(Math.abs((await stage.x('hid')) - stood)).toBeLessThan(0.05);
  });

  it('that sends damaged reports moves nothing by them, and they are counted', async () => {
    const before = await stage.device('hid');
    const stood = await stage.x('hid');
    const each = 20;
    for (let i = 0; i < each; i += 1) stage.plugs.report('1-3:1.0', '015e01', 'ff5e010000', rest);
    await soon('the damaged reports are counted', async () => {
      const { accepted, refused } = await stage.device('hid');
      const grown = (reason: string) => (refused[reason] ?? 0) - (before.refused[reason] ?? 0);
      return (
        grown('length') === each && grown('type') === each && accepted - before.accepted === each
      );
    });
    expect(await stage.x('hid')).toBe(stood);
    expect((await stage.device('hid')).state).toBe('open');
  });
});
