import { done, fault, type Result } from '../result.ts';
import { checkShow } from '../show/check-show.ts';
import { sameJson } from '../show/patch.ts';
import { rates as ratesSchema } from '../show/stage-schema.ts';
import type { ShowState } from '../show/state.ts';
import { merged } from './merged.ts';
import type { ReduceContext } from './reduce.ts';
import type { Command } from './table.ts';

const switchNames = {
  'stage.blackout': 'blackout',
  'stage.freeze': 'freeze',
  'stage.safeLook': 'safeLook',
  'stage.identify': 'identify',
  'stage.frameCode': 'frameCode',
} as const;

export function switched(
  state: ShowState,
  type: keyof typeof switchNames,
  on: boolean,
  k: number,
): ShowState {
  const name = switchNames[type];
  if (state.inhibits[name].on === on) return state;
  return { ...state, inhibits: { ...state.inhibits, [name]: { on, k } } };
}

const unknownOutput = (path: string, id: string) =>
  fault(path, 'unknown-output', `There is no output "${id}".`);

type PatternCommand = Extract<Command, { type: 'stage.pattern' }>;

export function setPattern(
  state: ShowState,
  pattern: PatternCommand['pattern'],
  output: string | undefined,
): Result<ShowState> {
  if (output !== undefined && !state.show.stage.outputs.some((o) => o.id === output)) {
    return unknownOutput('/output', output);
  }
  const value = pattern === 'off' ? null : { pattern, output: output ?? null };
  return done({ ...state, inhibits: { ...state.inhibits, pattern: value } });
}

type RatesCommand = Extract<Command, { type: 'stage.rates' }>;

export function setRates(
  state: ShowState,
  { type: _, ...part }: RatesCommand,
  { sceneIds }: ReduceContext,
): Result<ShowState> {
  const old = state.show.stage.rates;
  const wanted = { ...merged(old, part), reference: part.reference ?? old.reference };
  const parsed = ratesSchema.safeParse(wanted);
  if (!parsed.success) return fault('', 'invalid-rates', parsed.error.issues[0]?.message ?? '');
  const rates = parsed.data;
  const show = { ...state.show, stage: { ...state.show.stage, rates } };
  const problems = checkShow(show, sceneIds);
  if (problems.length > 0) return { ok: false, fault: problems };
  const sameWall = sameJson(rates.wall, old.wall);
  return done(sameWall ? { ...state, show } : inNewFrames({ ...state, show }));
}

type PhotonDelay = Extract<Command, { type: 'output.photonDelay' }>;

export function setPhotonDelay(
  state: ShowState,
  { id, photonDelayMs }: PhotonDelay,
): Result<ShowState> {
  const { stage } = state.show;
  const index = stage.outputs.findIndex((output) => output.id === id);
  const output = stage.outputs[index];
  if (!output) return unknownOutput('/id', id);
  const outputs = stage.outputs.with(index, { ...output, photonDelayMs });
  return done({ ...state, show: { ...state.show, stage: { ...stage, outputs } } });
}

/** Another wall rate numbers frames anew: what happened at a frame of the old rate is long past. */
export function inNewFrames(state: ShowState): ShowState {
  const { inhibits } = state;
  const past = Object.values(switchNames).map((name) => [name, { ...inhibits[name], k: 0 }]);
  const shifted = { ...inhibits, ...Object.fromEntries(past) };
  return { ...state, transition: null, inhibits: shifted };
}
