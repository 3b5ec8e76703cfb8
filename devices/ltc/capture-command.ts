/** What is to be recorded. */
export interface CaptureOptions {
  /** Name of the input; `default` is what the system says. */
  input: string;
  /** Hz. */
  sampleRate: number;
  channels: number;
}

/** A program that writes sound to its standard output: 16-bit counts, little-endian, channels in turn. */
export interface CaptureCommand {
  command: string;
  args: string[];
  /** Added to the environment. */
  env: Record<string, string>;
}

/** Microseconds between two blocks: short, since a block's end comes that much after its beginning. */
const blockUs = 10_000;
const bufferUs = 200_000;

/** How sound is recorded on a system: `arecord` on Linux, `rec` of SoX on macOS; undefined elsewhere. */
export function captureCommand(
  { input, sampleRate, channels }: CaptureOptions,
  platform: NodeJS.Platform,
): CaptureCommand | undefined {
  const [rate, count] = [String(sampleRate), String(channels)];
  if (platform === 'linux') {
    const format = ['-t', 'raw', '-f', 'S16_LE', '-r', rate, '-c', count];
    const blocks = [`--period-time=${blockUs}`, `--buffer-time=${bufferUs}`];
    return { command: 'arecord', args: ['-q', '-D', input, ...format, ...blocks], env: {} };
  }
  if (platform === 'darwin') {
    const format = ['-t', 'raw', '-e', 'signed-integer', '-b', '16', '-L', '-r', rate, '-c', count];
    const env: Record<string, string> = input === 'default' ? {} : { AUDIODEV: input };
    return { command: 'rec', args: ['-q', '--buffer', '2048', ...format, '-'], env };
  }
  return undefined;
}

/** Where the program comes from, by its name. */
const packages: Record<string, string> = {
  arecord: 'alsa-utils (Debian and Ubuntu: sudo apt install alsa-utils)',
  rec: 'SoX (brew install sox)',
};

/** Why the program could not be run. */
export const notInstalledReason = (command: string): string =>
  `LTC is recorded with ${command}, which this machine lacks: install ${packages[command] ?? command}; it is tried again by itself.`;

/** Why no sound comes on a system that has no program for it. */
export const noCaptureReason = (platform: string): string =>
  `LTC cannot be recorded on this system (${platform}) yet. Use MTC by MIDI, or a Linux machine.`;

/** Why recording ended, from what the program said last, and what to do. `inputs` are those there are. */
export function captureEndReason(said: string, input: string, inputs: readonly string[]): string {
  const present = inputs.length > 0 ? ` There are: ${inputs.join(', ')}.` : '';
  if (/busy/i.test(said)) {
    return `The sound input "${input}" is in use by another program. Close that, or name an input that may be shared (dsnoop:, default).`;
  }
  if (/Permission denied/i.test(said)) {
    return `This user may not record from the sound input "${input}": put it into the group audio (sudo usermod -aG audio USER), and log in again.`;
  }
  if (/Channels count|Sample format|Rate .*not available|no such rate/i.test(said)) {
    return `The sound input "${input}" has no such rate or channels (${said}). Name it with plughw: in place of hw:, or set options.sampleRate.`;
  }
  if (/No such (file|device)|Unknown PCM|cannot find card|no default audio device/i.test(said)) {
    return `There is no sound input "${input}" (${said}). Plug it in, or set options.input to one of those there are.${present}`;
  }
  return `Recording from "${input}" ended${said === '' ? '' : ` (${said})`}. It is tried again by itself.${present}`;
}

/** Why recording cannot go on when the input runs at another rate than asked for, which `arecord` only warns of. */
export function otherRateReason(said: string, input: string): string | undefined {
  const [, rate] = /got = (\d+)\s*Hz/.exec(said) ?? [];
  if (rate === undefined) return undefined;
  return `The sound input "${input}" runs at ${rate} Hz. Set options.sampleRate to ${rate}, or name it with plughw: in place of hw:.`;
}

/** The names of the inputs in the output of `arecord -L`: what is not indented; `null` records nothing. */
export const inputsFromListing = (listing: string): string[] =>
  listing
    .split('\n')
    .filter((line) => /^\S/.test(line) && line.trim() !== 'null')
    .map((line) => line.trim());
