/** Why MIDI does not work on a machine, from what the library says, and what to do. */
export function midiFaultText(said: string, platform: NodeJS.Platform): string {
  if (/libasound/.test(said)) {
    return 'MIDI needs the ALSA library, which this machine lacks. Install it (Debian and Ubuntu: sudo apt install libasound2, or libasound2t64 on newer ones); it is tried again by itself.';
  }
  if (/Cannot find (module|package)/.test(said)) {
    return 'The package @julusian/midi is not installed. Run npm ci in the folder of Cyclorama; it is tried again by itself.';
  }
  if (/Failed to find binding/i.test(said)) {
    return 'There is no build of @julusian/midi for this kind of machine: MIDI does not work here.';
  }
  if (/initialise RtMidi/i.test(said) && platform === 'linux') {
    return 'This machine has no MIDI sequencer: /dev/snd/seq is missing, or this user may not open it. Load it (sudo modprobe snd-seq) and put the user into the group audio; it is tried again by itself.';
  }
  return `MIDI does not work on this machine: ${said.split('\n')[0]}. It is tried again by itself.`;
}
