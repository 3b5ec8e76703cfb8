import type { Inhibits, ShowState, Switch } from '../../core/show/state.ts';
import type { FeedbackItem } from '../device.ts';

const root = '/cyc/state';
const switches = ['blackout', 'freeze', 'safeLook', 'identify', 'frameCode'] as const;
/** What may not stand in an address (OSC 1.0). */
const illegal = /[^!-~]|[#*,/?[\]{}]/g;

/**
 * The show's state as feedback: what is on program and preview (id and name, empty for nothing), the
 * transition ("none" when there is none; its frames), each inhibit as 1 or 0, and the parameters of
 * program's and preview's environments. Addresses are no commands: feedback never comes back as one.
 */
export function feedbackFromShow(state: ShowState): FeedbackItem[] {
  const { inhibits, transition } = state;
  const pattern = inhibits.pattern;
  return [
    deckItem(state, 'program'),
    deckItem(state, 'preview'),
    item('transition', transition?.kind ?? 'none', transition?.frames ?? 0),
    ...switches.map((name) => item(`inhibit/${name}`, isOn(inhibits[name]))),
    item('inhibit/pattern', pattern?.pattern ?? 'off', pattern?.output ?? ''),
    ...heldCameras(state, inhibits),
    item('rolling', state.rolling),
    ...paramItems(state, 'program'),
    ...paramItems(state, 'preview'),
  ];
}

const item = (path: string, ...args: FeedbackItem['args']): FeedbackItem => ({
  address: `${root}/${path}`,
  args,
});

const isOn = ({ on }: Switch): boolean => on;

function deckItem(state: ShowState, deck: 'program' | 'preview'): FeedbackItem {
  const id = state[deck].environment;
  const environment = state.show.environments.find((each) => each.id === id);
  return item(deck, id ?? '', environment?.name ?? '');
}

const heldCameras = ({ show }: ShowState, { holdTracking }: Inhibits): FeedbackItem[] =>
  show.cameras.map(({ id }) => item(`holdTracking/${id}`, holdTracking.includes(id)));

const paramItems = (state: ShowState, deck: 'program' | 'preview'): FeedbackItem[] =>
  Object.entries(state[deck].params).map(([name, value]) =>
    item(`${deck}/params/${name.replace(illegal, '_')}`, value),
  );
