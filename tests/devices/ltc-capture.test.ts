import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  captureCommand,
  captureEndReason,
  inputsFromListing,
  otherRateReason,
} from '../../devices/ltc/capture-command.ts';
import { PcmBytes } from '../../devices/ltc/pcm-bytes.ts';
import { ProgramAudio } from '../../devices/ltc/program-backend.ts';
import { until } from './collect.ts';
import { fuzzSeed, randomFrom } from './fuzz.ts';

const options = { input: 'plughw:1', sampleRate: 48_000, channels: 2 };

describe('the program that records', () => {
  it('is arecord on Linux: raw 16-bit samples in blocks of 10 ms', () => {
    expect(captureCommand(options, 'linux')).toEqual({
      command: 'arecord',
      args: '-q -D plughw:1 -t raw -f S16_LE -r 48000 -c 2 --period-time=10000 --buffer-time=200000'.split(
        ' ',
      ),
      env: {},
    });
  });

  it('is rec of SoX on macOS, which takes the input from the environment', () => {
    const command = captureCommand(options, 'darwin');
    expect(command).toMatchObject({ command: 'rec', env: { AUDIODEV: 'plughw:1' } });
    expect(command?.args.join(' ')).toBe(
      '-q --buffer 2048 -t raw -e signed-integer -b 16 -L -r 48000 -c 2 -',
    );
    expect(captureCommand({ ...options, input: 'default' }, 'darwin')?.env).toEqual({});
  });

  it('does not exist elsewhere', () => {
    expect(captureCommand(options, 'win32')).toBeUndefined();
  });
});

describe('the end of a recording', () => {
  it.each([
    [
      'arecord: main:831: audio open error: No such file or directory',
      /no sound input "hw:1".*There are: default, hw:0/,
    ],
    [
      'arecord: main:831: audio open error: Device or resource busy',
      /in use by another program.*dsnoop/,
    ],
    ['arecord: main:831: audio open error: Permission denied', /group audio/],
    ['arecord: set_params:1352: Channels count non available', /plughw:/],
    ['arecord: set_params:1345: Sample format non available', /plughw:/],
    ['rec FAIL formats: no default audio device configured', /no sound input/],
    ['arecord: pcm_read:2221: read error: Input/output error', /ended \(arecord.*tried again/],
    ['', /Recording from "hw:1" ended\. It is tried again/],
  ])('is explained: %s', (said, reason) => {
    expect(captureEndReason(said, 'hw:1', ['default', 'hw:0'])).toMatch(reason);
  });

  it('is brought about by a card that runs at another rate, which arecord only warns of', () => {
    const said = 'Warning: rate is not accurate (requested = 48000Hz, got = 44100Hz)';
    expect(otherRateReason(said, 'hw:1')).toMatch(/runs at 44100 Hz.*options.sampleRate to 44100/);
    expect(otherRateReason('overrun!!! (at least 2.3 ms long)', 'hw:1')).toBeUndefined();
  });

  it('knows the inputs of a listing', () => {
    const listing =
      'null\n    Discard all samples\ndefault\n    Default\nhw:CARD=USB,DEV=0\n    USB Audio\n';
    expect(inputsFromListing(listing)).toEqual(['default', 'hw:CARD=USB,DEV=0']);
  });
});

describe('the bytes of a pipe', () => {
  it(`may be cut anywhere (CYCLORAMA_SEED=${fuzzSeed})`, () => {
    const random = randomFrom(fuzzSeed);
    const counts = Int16Array.from({ length: 3000 }, () => Math.floor(random() * 65_536) - 32_768);
    const bytes = new Uint8Array(counts.buffer);
    const pipe = new PcmBytes(3);
    const taken: number[] = [];
    for (let at = 0; at < bytes.length; ) {
      const length = Math.floor(random() * 40);
      const samples = pipe.take(bytes.subarray(at, at + length));
      expect(samples.length % 3).toBe(0);
      taken.push(...samples);
      at += length;
    }
    expect(taken).toEqual([...counts]);
  });
});

/** A stand-in for the program, first in the path: what a real one does, without a sound card. */
describe.skipIf(process.platform !== 'linux')('a recording', () => {
  const path = process.env.PATH;
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cyclorama-arecord-'));
    process.env.PATH = folder;
  });
  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true });
  });

  const program = (script: string): void => {
    const file = join(folder, 'arecord');
    writeFileSync(file, `#!/bin/sh\nPATH=${path}\n${script}\n`);
    chmodSync(file, 0o755);
  };
  const record = () => {
    const heard = { samples: [] as number[], reasons: [] as string[] };
    const capture = new ProgramAudio().open(options, {
      pcm: (samples) => heard.samples.push(...samples),
      ended: (reason) => heard.reasons.push(reason),
    });
    return { heard, capture };
  };

  it('says what to install when there is no arecord', async () => {
    const { heard } = record();
    await until(() => heard.reasons.length > 0);
    expect(heard.reasons).toEqual([expect.stringContaining('sudo apt install alsa-utils')]);
  });

  it('gives samples as they come, and says the last words of the program with the inputs there are', async () => {
    program(`
if [ "$1" = "-L" ]; then printf 'default\\n    Default\\n'; exit 0; fi
printf '\\001\\000\\377\\377\\002'; printf '\\000\\003\\000'
echo 'ALSA lib: noise' >&2
echo 'arecord: main:831: audio open error: No such file or directory' >&2
exit 1`);
    const { heard } = record();
    await until(() => heard.reasons.length > 0);
    expect(heard.samples).toEqual([1, -1, 2, 3]);
    expect(heard.reasons).toEqual([
      expect.stringMatching(/no sound input "plughw:1".*There are: default\./),
    ]);
  });

  it('is given up when the card runs at another rate', async () => {
    program(
      `echo 'Warning: rate is not accurate (requested = 48000Hz, got = 96000Hz)' >&2; exec sleep 60`,
    );
    const { heard, capture } = record();
    await until(() => heard.reasons.length > 0);
    expect(heard.reasons).toEqual([expect.stringContaining('runs at 96000 Hz')]);
    await capture.close();
  });

  it('ends with its device, and says nothing then', async () => {
    program(`printf '\\001\\000\\001\\000'; exec sleep 60`);
    const { heard, capture } = record();
    await until(() => heard.samples.length > 0);
    await capture.close();
    expect(heard.reasons).toEqual([]);
  });
});
