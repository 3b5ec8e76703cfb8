import { z } from 'zod';
import type { Door, Principal } from '../../core/commands/authorise.ts';
import type { CommandRequest } from '../../core/commands/table.ts';
import { type Binding, bindingsShape } from '../../core/control/binding.ts';
import { boundCommand } from '../../core/control/bound-command.ts';
import type { ControlEvent, Lamp } from '../../core/control/control-event.ts';
import { lampOf } from '../../core/control/lamp.ts';
import type { DeviceEntry } from '../../core/show/show-schema.ts';
import type { ShowState } from '../../core/show/state.ts';

export interface ControlDeskOptions {
  state: () => ShowState;
  command: (request: CommandRequest, principal: Principal) => void;
  /** Lights a control of a device; false when the device has no lights. */
  show: (deviceId: string, control: string, lamp: Lamp) => void;
  nowMs: () => number;
}

/** A fader sends hundreds of values a second; the show takes one so often, ms. */
const valueEveryMs = 33;

interface Bound {
  binding: Binding;
  principal: Principal;
  sentMs: number;
  /** The newest value, while it waits for its turn. */
  waiting: ControlEvent | undefined;
  shown: Lamp | undefined;
}

const bindingsOf = z.object(bindingsShape);

const doors: Readonly<Record<string, Door>> = {
  osc: 'osc',
  midi: 'midi',
  hid: 'hid',
  sacn: 'dmx',
  artnet: 'dmx',
  tsl: 'tsl',
};

/** From the keys and faders of all devices to commands, and from the show's state to their lights. */
export class ControlDesk {
  readonly #options: ControlDeskOptions;
  #bound = new Map<string, Map<string, Bound[]>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ControlDeskOptions) {
    this.#options = options;
  }

  configure(devices: readonly DeviceEntry[]): void {
    this.#bound = new Map(devices.map((device) => [device.id, boundOf(device)]));
    this.light();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#bound.clear();
  }

  /** A control was moved; whether it is bound to anything. */
  moved(deviceId: string, event: Readonly<ControlEvent>): boolean {
    const bound = this.#bound.get(deviceId)?.get(event.control);
    if (!bound) return false;
    for (const each of bound) this.#move(each, event);
    return true;
  }

  /** Shows every bound control what it now stands for; only what has changed is sent. */
  light(): void {
    const state = this.#options.state();
    for (const [deviceId, controls] of this.#bound) {
      for (const [control, bound] of controls) {
        for (const each of bound) this.#light(deviceId, control, each, state);
      }
    }
  }

  #light(deviceId: string, control: string, bound: Bound, state: ShowState): void {
    const lamp = lampOf(bound.binding, state);
    if (bound.shown && sameLamp(bound.shown, lamp)) return;
    bound.shown = lamp;
    this.#options.show(deviceId, control, lamp);
  }

  #move(bound: Bound, event: Readonly<ControlEvent>): void {
    const isValue = event.kind === 'level';
    if (isValue && this.#options.nowMs() - bound.sentMs < valueEveryMs) {
      bound.waiting = { ...event };
      this.#timer ??= setTimeout(this.#flush, valueEveryMs);
      return;
    }
    bound.waiting = undefined;
    this.#send(bound, event);
  }

  #send(bound: Bound, event: Readonly<ControlEvent>): void {
    const request = boundCommand(bound.binding, event, this.#options.state());
    if (!request) return;
    bound.sentMs = this.#options.nowMs();
    this.#options.command(request, bound.principal);
  }

  readonly #flush = (): void => {
    this.#timer = undefined;
    for (const controls of this.#bound.values()) {
      for (const bound of [...controls.values()].flat()) {
        const { waiting } = bound;
        bound.waiting = undefined;
        if (waiting) this.#send(bound, waiting);
      }
    }
  };
}

function boundOf({ id, kind, options }: DeviceEntry): Map<string, Bound[]> {
  const parsed = bindingsOf.safeParse(options);
  const principal: Principal = { who: id, role: 'remote', door: doors[kind] ?? 'osc' };
  const bound = new Map<string, Bound[]>();
  for (const binding of parsed.success ? parsed.data.bindings : []) {
    const others = bound.get(binding.control) ?? [];
    const entry: Bound = {
      binding,
      principal,
      sentMs: Number.NEGATIVE_INFINITY,
      waiting: undefined,
      shown: undefined,
    };
    bound.set(binding.control, [...others, entry]);
  }
  return bound;
}

const sameLamp = (a: Lamp, b: Lamp): boolean =>
  a.tally === b.tally && a.level === b.level && a.label === b.label;
