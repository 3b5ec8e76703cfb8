import type { Result } from '../../core/result.ts';
import type { HidBackend } from '../../devices/hid/backend.ts';
import { type ListedHid, listHidDevices } from '../../devices/hid/list-devices.ts';
import { connectNativeHid } from '../../devices/hid/shared-backend.ts';
import { captureCommand, noCaptureReason } from '../../devices/ltc/capture-command.ts';
import { ProgramAudio } from '../../devices/ltc/program-backend.ts';
import type { MidiPorts } from '../../devices/midi/backend.ts';
import { HostMidi } from '../../devices/midi/host-backend.ts';

/** What can be looked for at a machine. Nothing of it rejects; any of it may hang. */
export interface MachinePorts {
  hid(): Promise<Result<ListedHid[], string>>;
  midi(): Promise<Result<MidiPorts, string>>;
  audio(): Promise<Result<string[], string>>;
  /** Gives the libraries' processes back; the next question starts them again. */
  rest(): Promise<void>;
}

const noInputs =
  'No sound input can be listed. LTC is recorded with arecord: install alsa-utils and plug the sound card in.';

/** The ports of this machine, through the processes that the devices use, too. */
export function machinePorts(platform: NodeJS.Platform = process.platform): MachinePorts {
  let heldHid: HidBackend | undefined;
  let heldMidi: HostMidi | undefined;
  const audio = new ProgramAudio();
  return {
    hid: () => {
      // Held, so that the library's process does not start anew at every look.
      heldHid ??= connectNativeHid(() => performance.now());
      return listHidDevices();
    },
    midi: () => {
      heldMidi ??= new HostMidi();
      return heldMidi.ports();
    },
    audio: async () => {
      const options = { input: 'default', sampleRate: 48_000, channels: 2 };
      if (!captureCommand(options, platform)) {
        return { ok: false, fault: noCaptureReason(platform) };
      }
      // SoX lists no inputs: there they are named by hand.
      if (platform !== 'linux') return { ok: true, value: ['default'] };
      const inputs = await audio.list();
      return inputs.length > 0 ? { ok: true, value: inputs } : { ok: false, fault: noInputs };
    },
    rest: async () => {
      const [hid, midi] = [heldHid, heldMidi];
      heldHid = undefined;
      heldMidi = undefined;
      await Promise.all([hid?.close(), midi?.close()]);
    },
  };
}
