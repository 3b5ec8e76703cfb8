import { describe, expect, it } from 'vitest';
import { midiFaultText } from '../../devices/midi/fault-text.ts';
import { HostMidi } from '../../devices/midi/host-backend.ts';
import { portByName } from '../../devices/midi/port-name.ts';

describe('names of ports', () => {
  const ports = [
    'Midi Through Port-0 14:0',
    'nanoKONTROL2:nanoKONTROL2 MIDI 1 20:0',
    'nanoPAD2 24:0',
  ];
  it.each([
    ['nanoKONTROL2', 1],
    ['NANOPAD', 2],
    ['nanoKONTROL2:nanoKONTROL2 MIDI 1 28:0', 1],
    ['nano', 1],
  ])('are found by their beginning: %s', (wanted, at) => {
    expect(portByName(ports, wanted)).toBe(ports[at]);
  });
  it('are not found by anything else', () => {
    expect(portByName(ports, 'KONTROL')).toBeUndefined();
    expect(portByName([], 'nano')).toBeUndefined();
  });
});

describe('what the library says when it fails', () => {
  it.each([
    [
      'libasound.so.2: cannot open shared object file: No such file or directory',
      /apt install libasound2/,
    ],
    ['Failed to initialise RtMidi', /modprobe snd-seq.*group audio/],
    ["Cannot find module '@julusian/midi'", /npm ci/],
    ['Failed to find binding for midi\nTried paths:\n/a', /no build of @julusian\/midi/],
    ['something else', /something else/],
  ])('is explained: %s', (said, explained) => {
    expect(midiFaultText(said, 'linux')).toMatch(explained);
  });
});

describe('the process that holds the add-on', () => {
  it('lists the ports of this machine, or says what to do', async () => {
    const midi = new HostMidi();
    let answer = await midi.ports();
    // A machine that is very busy takes its time to start a process, which is then started again.
    while (!answer.ok && answer.fault.includes('It comes back')) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      answer = await midi.ports();
    }
    if (answer.ok) expect(answer.value.inputs).toBeInstanceOf(Array);
    else expect(answer.fault).toMatch(/apt install|modprobe|npm ci|no build/);
    await midi.close();
  });
});
