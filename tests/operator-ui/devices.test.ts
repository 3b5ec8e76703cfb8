import { describe, expect, test } from 'vitest';
import { formFields } from '../../core/show/device-form.ts';
import { optionsFromTexts, textsFromOptions } from '../../core/show/form-values.ts';
import { showSchema } from '../../core/show/show-schema.ts';
import { freeObjectId, subjectUsers, whyNotRemoved } from '../../core/show/subject-users.ts';
import { deviceFactories } from '../../devices/registry.ts';
import { refusalAdvice } from '../../operator-ui/device-list/refusal-advice.ts';
import { useForCamera as cameraCommand } from '../../operator-ui/device-list/subject-commands.ts';
import { suggestionsFor } from '../../operator-ui/device-list/suggestions.ts';

const fieldsOf = (kind: string) => {
  const factory = deviceFactories.get(kind);
  if (!factory) throw new Error(`there is no kind ${kind}`);
  return formFields(JSON.parse(JSON.stringify(factory.optionsSchema('127.0.0.1'))));
};
const field = (kind: string, name: string) => fieldsOf(kind).find((each) => each.name === name);

const show = showSchema.parse({
  devices: [{ id: 'freed', kind: 'freed' }],
  cameras: [
    { id: 'A', source: { device: 'freed', subject: '1', poseIs: 'pupil' } },
    { id: 'B', source: { device: 'osc', subject: '1' }, backup: { device: 'freed', subject: '2' } },
  ],
  objects: [{ id: 'Actor', source: { device: 'psn', subject: '7' } }],
});

describe('the form of a kind', () => {
  test('has a fitting field for each option', () => {
    const shapes = Object.fromEntries(fieldsOf('freed').map(({ name, kind }) => [name, kind]));
    expect(shapes).toEqual({
      port: 'number',
      interface: 'text',
      multicast: 'textOrOff',
      allow: 'list',
      profile: 'choice',
      fields: 'json',
    });
    expect(field('hid', 'match')).toMatchObject({ kind: 'wordOrJson', isRequired: true });
    expect(field('hid', 'lockRoll')).toMatchObject({ kind: 'switch', defaultText: 'true' });
    expect(field('hid', 'invert')?.choices).toEqual(['tx', 'ty', 'tz', 'pitch', 'yaw', 'roll']);
    expect(field('sacn', 'universes')).toMatchObject({
      kind: 'list',
      range: { min: 1, max: 63999 },
    });
  });

  test('gives back the options it was filled from, and keeps what it has no field for', () => {
    const options = {
      port: 40001,
      multicast: false,
      allow: ['10.0.0.7', '10.0.1.0/24'],
      fields: { zoom: { kind: 'mm', perMm: 64 } },
      note: 'kept',
    };
    const fields = fieldsOf('freed');
    const back = optionsFromTexts(fields, textsFromOptions(fields, options), options);
    expect(back).toEqual({ ok: true, value: options });
  });

  test('leaves out what is empty, so that defaults stay defaults', () => {
    expect(optionsFromTexts(fieldsOf('freed'), { port: ' ' })).toEqual({ ok: true, value: {} });
  });

  test('says of each field what is wrong with it', () => {
    const texts = { port: '70000', multicast: 'off', profile: 'nikon', fields: '{zoom' };
    const result = optionsFromTexts(fieldsOf('freed'), texts);
    expect(result.ok).toBe(false);
    const problems = result.ok ? [] : result.fault;
    expect(problems.map(({ name }) => name)).toEqual(['port', 'profile', 'fields']);
    expect(problems[0]?.message).toBe('70000 is not 0 to 65535.');
    expect(problems[1]?.message).toContain('panasonic');
    expect(problems[2]?.message).toContain('not JSON');
    const needed = optionsFromTexts(fieldsOf('hid'), { metresPerSecond: '0', rateHz: '60,5' });
    expect(needed.ok ? [] : needed.fault).toEqual([
      { name: 'match', message: 'This is needed.' },
      { name: 'metresPerSecond', message: '0 is not above 0, up to 20.' },
    ]);
  });

  test('takes a word or JSON for the device that is meant', () => {
    const match = (text: string) => optionsFromTexts(fieldsOf('hid'), { match: text });
    expect(match('xkeys')).toEqual({ ok: true, value: { match: 'xkeys' } });
    expect(match('{"vendor":9583}')).toEqual({ ok: true, value: { match: { vendor: 9583 } } });
    expect(match('a mouse').ok).toBe(false);
  });
});

describe('what is heard', () => {
  test('names who follows it, first source or backup', () => {
    expect(subjectUsers(show, 'freed', '2')).toEqual({ cameras: ['B'], objects: [] });
    expect(subjectUsers(show, 'psn', '7')).toEqual({ cameras: [], objects: ['Actor'] });
  });

  test('keeps a device from being removed, and says by whom', () => {
    expect(whyNotRemoved(show, 'freed')).toContain('used by camera A, camera B');
    expect(whyNotRemoved(show, 'midi')).toBe('');
  });

  test('gives a new object an id that is free and may stand in a show file', () => {
    expect(freeObjectId(show, 'Actor')).toBe('Actor-2');
    expect(freeObjectId(show, '/ Näme 1')).toBe('N-me-1');
  });

  test('puts right what the poses of a camera are when its device is another', () => {
    const [a, b] = show.cameras;
    const osc = { id: 'osc', kind: 'osc', options: {} };
    const kinds = [{ kind: 'osc', title: '', options: {}, poseIs: 'pupil' as const }];
    expect(a && cameraCommand(a, osc, '5', kinds).source).toEqual({
      device: 'osc',
      subject: '5',
      poseIs: 'pupil',
    });
    expect(b && cameraCommand(b, osc, '5', kinds).source).toEqual({ device: 'osc', subject: '5' });
  });
});

test('the interface, the device and the port are chosen from what was found', () => {
  const discovery = {
    interfaces: [{ name: 'eth0', address: '10.0.0.5' }],
    hid: {
      found: [{ id: 'p', name: 'Puck', vendor: 1, product: 2, serial: 'S9', family: 'spacemouse' }],
      reason: '',
    },
    midi: { inputs: [], outputs: [], reason: 'The library is missing.' },
    audio: { found: [], reason: '' },
    subjects: [],
  };
  const of = (kind: string, name: string) =>
    suggestionsFor(kind, { name, kind: name === 'match' ? 'wordOrJson' : 'text' }, discovery);
  expect(of('freed', 'interface').list.map(({ text }) => text)).toEqual(['10.0.0.5', '0.0.0.0']);
  expect(JSON.parse(of('hid', 'match').list[0]?.text ?? '')).toEqual({
    vendor: 1,
    product: 2,
    serial: 'S9',
  });
  expect(of('midi', 'port')).toEqual({ list: [], reason: 'The library is missing.' });
  expect(of('freed', 'profile').list).toEqual([]);
});

test('what is refused most is explained', () => {
  expect(refusalAdvice({ source: 4, 'no-camera': 900, odd: 5000 })).toContain(
    'give one to a camera',
  );
  expect(refusalAdvice({ source: 0 })).toBe('');
});
