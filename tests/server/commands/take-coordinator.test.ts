import { describe, expect, it } from 'vitest';
import type { Principal } from '../../../core/commands/authorise.ts';
import { environmentKey } from '../../../core/show/environment-key.ts';
import type { CommandResult } from '../../../core/wire/events.ts';
import { Dispatch } from '../../../server/commands/dispatch.ts';
import { TakeCoordinator } from '../../../server/commands/take-coordinator.ts';
import { takeLeadMs } from '../../../server/commands/take-readiness.ts';
import { engineOf } from '../show/engine-fixture.ts';
import { HandOutputs, handTimers } from './hand-outputs.ts';

const operator: Principal = { who: 'op', role: 'operator', door: 'http' };

/** A desk with two outputs, city on preview and desert on program, ten seconds into the show. */
function desk() {
  const { engine, clocks, journal } = engineOf();
  const outputs = new HandOutputs();
  const timers = handTimers(clocks);
  const dispatch = new Dispatch(engine, new TakeCoordinator(engine, outputs, timers.after));
  timers.pass(10_000);
  const { show, assets } = engine.state;
  const key = environmentKey(show, 'city', assets) ?? '';
  const answers: CommandResult[] = [];
  const take = (request: object = {}, principal = operator): Promise<CommandResult> => {
    const answer = dispatch.command({ type: 'environment.take', ...request }, principal);
    void answer.then((result) => answers.push(result));
    return answer;
  };
  const command = (request: { type: string }, principal = operator) =>
    dispatch.command(request, principal);
  return { engine, outputs, journal, key, take, command, answers, ...timers };
}

describe('a take', () => {
  it('names a frame ahead at once when every output is ready', async () => {
    const { take, outputs, key, engine } = desk();
    outputs.report('main-1', { prepared: [key] });
    const now = engine.frame();
    const result = await take();
    expect(result).toMatchObject({ ok: true, revision: 2 });
    const k = result.ok ? (result.k ?? 0) : 0;
    expect(k).toBeGreaterThanOrEqual(now + 6);
    expect(k).toBeLessThan(now + 30);
    expect(engine.state.transition?.k).toBe(k);
    expect(engine.state.program.environment).toBe('city');
  });

  it('names the frame farther ahead when an output is slow', () => {
    const output = { id: 'a', prepared: [], failed: [], latencyMs: 40, worstFrameMs: 17 };
    const rate = { num: 50, den: 1 };
    // A packet may stand in for 100 ms; it was sent 30 ms before its frame, and a frame lasts 20.
    expect(takeLeadMs([], rate)).toBe(180);
    expect(takeLeadMs([output], rate)).toBe(180);
    expect(takeLeadMs([output, { ...output, worstFrameMs: 400 }], rate)).toBe(890);
    expect(takeLeadMs([{ ...output, worstFrameMs: 60_000 }], rate)).toBe(2000);
    expect(takeLeadMs([{ ...output, latencyMs: Number.NaN }], rate)).toBe(180);
  });

  it('waits for the last output and then goes', async () => {
    const { take, outputs, key, engine, answers, pass } = desk();
    outputs.report('main-1', { prepared: [key] });
    outputs.report('main-2');
    const result = take();
    pass(3000);
    await Promise.resolve();
    expect(answers).toEqual([]);
    expect(engine.state.program.environment).toBe('desert');
    outputs.report('main-2', { prepared: [key] });
    expect(await result).toMatchObject({ ok: true, revision: 2 });
    expect(outputs.listeners).toBe(0);
  });

  it('is refused after its time, names the outputs that are not ready, and changes nothing', async () => {
    const { take, outputs, key, engine, pass, journal } = desk();
    outputs.report('main-1', { prepared: [key] });
    outputs.report('main-2');
    outputs.report('side');
    const before = engine.state;
    const result = take({ timeoutMs: 700 });
    pass(699);
    expect(outputs.listeners).toBe(1);
    pass(1);
    expect(await result).toEqual({
      ok: false,
      error: {
        code: 'not-ready',
        message: 'Not ready: "main-2", "side". Wait for them, or force the take.',
      },
    });
    expect(engine.state).toBe(before);
    expect(journal).toEqual([]);
  });

  it('is refused at once when an output cannot prepare the environment, with its reason', async () => {
    const { take, outputs, key } = desk();
    outputs.report('main-1', { prepared: [key] });
    outputs.report('side', { failed: [{ key, reason: 'the file is cut off' }] });
    const result = await take();
    expect(result).toMatchObject({ ok: false, error: { code: 'not-ready' } });
    expect(JSON.stringify(result)).toContain('output \\"side\\": the file is cut off');
  });

  it('no longer waits for an output that went away', async () => {
    const { take, outputs, key, pass } = desk();
    outputs.report('main-1', { prepared: [key] });
    outputs.report('main-2');
    const result = take();
    outputs.leave('main-2');
    pass(250);
    expect(await result).toMatchObject({ ok: true });
  });

  it('that is forced cuts although nothing is ready', async () => {
    const { take, outputs, engine } = desk();
    outputs.report('main-1');
    expect(await take({ force: true })).toMatchObject({ ok: true, revision: 2 });
    expect(engine.state.program.environment).toBe('city');
  });

  it('that is forced satisfies the one that waits', async () => {
    const { take, outputs } = desk();
    outputs.report('main-1');
    const waiting = take();
    const forced = await take({ force: true });
    expect(forced).toMatchObject({ ok: true });
    expect(await waiting).toMatchObject({ ok: true, ignored: true });
  });

  it('again within half a second, or while one waits, is ignored', async () => {
    const { take, outputs, key, engine, pass } = desk();
    outputs.report('main-1');
    const first = take();
    expect(await take()).toEqual({ ok: true, ignored: true, revision: 1 });
    outputs.report('main-1', { prepared: [key] });
    const done = await first;
    const k = done.ok ? done.k : 0;
    pass(499);
    expect(await take()).toEqual({ ok: true, ignored: true, revision: 2, k });
    expect(engine.state.program.environment).toBe('city');
  });

  it('is refused when preview is changed while it waits', async () => {
    const { take, command, outputs, engine } = desk();
    outputs.report('main-1');
    const waiting = take();
    await command({ type: 'environment.preview', id: 'grid' } as { type: string });
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'preview-changed' } });
    expect(engine.state.program.environment).toBe('desert');
  });

  it('takes preview with the edits that were made while it waited', async () => {
    const { take, command, outputs, key, engine } = desk();
    outputs.report('main-1');
    const waiting = take();
    const edit = { type: 'environment.params', id: 'city', params: { rain: 1 } };
    await command(edit);
    outputs.report('main-1', { prepared: [key] });
    await waiting;
    expect(engine.state.program.params).toEqual({ rain: 1 });
  });

  it('goes at once when no output is connected', async () => {
    expect(await desk().take()).toMatchObject({ ok: true });
  });
});

describe('a command', () => {
  it('that nobody knows is refused with where and what', async () => {
    const result = await desk().command({ type: 'environment.explode' });
    expect(result).toMatchObject({ ok: false, error: { code: 'unknown-command', path: '/type' } });
  });

  it('of a remote is judged by the list in the show', async () => {
    const remote: Principal = { who: '10.0.0.7', role: 'remote', door: 'osc' };
    const { take, command } = desk();
    expect(await take({}, remote)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    const preview = { type: 'environment.preview', id: 'grid' };
    expect(await command(preview, remote)).toMatchObject({ ok: true });
  });
});
