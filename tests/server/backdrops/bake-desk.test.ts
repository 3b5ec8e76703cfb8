import { afterEach, describe, expect, it } from 'vitest';
import { environment as environmentSchema } from '../../../core/show/show-schema.ts';
import { BakeDesk } from '../../../server/backdrops/bake-desk.ts';
import { until } from '../../support/until.ts';
import { picture } from './open-service.ts';

const environment = environmentSchema.parse({ id: 'b', kind: 'scene', source: 'desert' });
const wanted = { environment, wants: ['still'] } as const;
const never = new AbortController().signal;
const desks: BakeDesk[] = [];
afterEach(() => {
  for (const desk of desks) desk.close();
});

function openDesk(nowMs = () => performance.now()) {
  let [id, alone] = [0, 0];
  const desk = new BakeDesk({ newId: () => `b${++id}`, nowMs, onNobody: () => alone++ });
  desks.push(desk);
  return { desk, alone: () => alone };
}

describe('the desk of pictures to draw', () => {
  it('gives a picture to one page, whichever came first: the page or the wish', async () => {
    const { desk } = openDesk();
    const asked = desk.ask(5000, never);
    const drawn = desk.draw(wanted, never);
    expect(await asked).toEqual({ id: 'b1', ...wanted });
    expect(desk.deliver('b1', 'still', picture)).toBe(true);
    expect((await drawn).get('still')).toBe(picture);
    const second = desk.draw(wanted, never);
    expect(await desk.ask(5000, never)).toEqual({ id: 'b2', ...wanted });
    desk.deliver('b2', 'still', picture);
    await second;
  });

  it('lets a page that asks for nothing go after a while', async () => {
    const { desk } = openDesk();
    expect(await desk.ask(20, never)).toBeUndefined();
  });

  it('gives what a page could not draw to another, and after three the reason to who waits', async () => {
    const { desk } = openDesk();
    const drawn = desk.draw(wanted, never);
    const failed = expect(drawn).rejects.toThrow('could not draw the picture: no WebGL');
    for (let attempt = 0; attempt < 3; attempt++) {
      const bake = await desk.ask(5000, never);
      desk.fail(bake?.id ?? '', 'no WebGL');
    }
    await failed;
  });

  it('gives a picture anew when the page that took it does not answer', async () => {
    let nowMs = 0;
    const { desk } = openDesk(() => nowMs);
    const drawn = desk.draw(wanted, never);
    await desk.ask(5000, never);
    nowMs = 91_000;
    const again = await desk.ask(5000, never);
    expect(again?.id).toBe('b1');
    desk.deliver('b1', 'still', picture);
    await drawn;
  });

  it('forgets what was cancelled, and takes no picture for it', async () => {
    const { desk } = openDesk();
    const controller = new AbortController();
    const drawn = desk.draw(wanted, controller.signal);
    const gone = expect(drawn).rejects.toThrow('cancelled');
    controller.abort(new Error('cancelled'));
    await gone;
    expect(desk.deliver('b1', 'still', picture)).toBe(false);
  });

  it('calls for a page when none is there, and not while one draws', async () => {
    const { desk, alone } = openDesk();
    const drawn = desk.draw(wanted, never);
    await until('somebody is called for', async () => alone() > 0);
    await desk.ask(5000, never);
    expect(desk.hasPage).toBe(true);
    desk.deliver('b1', 'still', picture);
    await drawn;
  });
});
