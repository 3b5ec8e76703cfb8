/** What a kind of device is for, in a line, and what its options mean; the defaults stand in its schema. */
export interface KindWords {
  title: string;
  options: Readonly<Record<string, string>>;
}

/** Options that several kinds share. */
export const sharedMeanings: Readonly<Record<string, string>> = {
  port: 'UDP port to listen on; 0 takes any free one, which the status then names',
  interface:
    "where it listens: an address or interface of this machine, or 0.0.0.0 for all; left out: the server's --host",
  multicast: 'a group to join there, such as 239.135.1.7, or off',
  allow:
    'who may send, such as 10.0.0.7 or 10.0.1.0/24; none: the network of the interface for poses, this machine for commands',
  bindings: 'what controls do: a list of { "control", "command" }',
  loop: 'begins again at the end',
  speed: '1 is the pace at which it was recorded',
};

const subject = "what the camera's source.subject names";
const universes = 'watched, and those that bindings name; up to 64';

/** By kind. Whoever adds a kind adds its words; a test asks for each option's. */
export const kindWords: Readonly<Record<string, KindWords>> = {
  freed: {
    title: 'FreeD D1: camera heads, PTZ cameras, most tracking systems',
    options: {
      profile: 'whose lens fields they are',
      fields: 'replaces parts of the profile: zoom, focus, user',
    },
  },
  opentrackio: {
    title: 'OpenTrackIO: pose, lens, distortion and timing, as JSON or CBOR',
    options: {
      sourceNumber: 'takes this source alone, and joins its group 239.135.1.N; left out: every one',
      encoders: 'lens rings as the sender normalised them, or their raw counts',
      offsets: 'how the sender counts the times of its parts: later, earlier, or not to be used',
    },
  },
  osc: {
    title: 'OSC: poses, lenses, faders and commands, with feedback; VMC cameras',
    options: {
      controls: 'whether addresses that bindings name as osc:<address> are controls',
      senders: 'other senders whose messages are understood, by name',
      mappings: 'addresses of senders that have no name here, and what their arguments are',
      subscribers: 'who is sent feedback without asking, such as 10.0.0.7:9001',
    },
  },
  psn: {
    title: 'PosiStageNet 2: people and props from a stage tracker, as objects',
    options: {
      as: 'trackers are followed as objects, or are what a camera takes its pose from',
      orientationHand: 'by which hand the sender turns; right when everything turns the wrong way',
      ignore: 'what of the trackers is not used, for senders that fill it wrongly',
    },
  },
  hid: {
    title: 'USB controls: SpaceMouse, gamepad, shuttle, X-keys, Stream Deck',
    options: {
      match: 'which device: a family, or vendor, product, serial or usage; simulated needs none',
      use: 'moves the camera, fires bindings, or both',
      subject,
      rateHz: 'samples a second while the device is open',
      home: 'the control that puts the camera back to its start, such as button/2',
      metresPerSecond: 'speed at full deflection',
      degreesPerSecond: 'turning speed at full deflection',
      deadZone: 'deflection that counts as none',
      exponent: '1 is a straight response, more is finer around the centre',
      moves: "forward is where the camera looks, or along the stage's axes; up is always up",
      minY: 'the floor, metres',
      bounds: 'a box that the camera does not leave, metres in the stage',
      lockRoll: 'the horizon stays level',
      invert: 'axes whose sense is turned round',
      silenceMs: 'without a report for so long, the hand counts as off',
      start: 'where the camera stands first: position in metres, rotationDeg',
    },
  },
  midi: {
    title: 'MIDI: keys, faders and wheels of a desk, its lights; MTC, MMC and MSC',
    options: {
      port: "the beginning of the input's name",
      output: "the beginning of the output's name, for lights and motors; left out: as port",
      relative: 'controllers that are endless wheels, such as { "cc/1/16": "twos" }',
      highResolution: 'controllers of 14 bits: [channel, number 0 to 31]',
      nrpn: 'channels whose controllers 98, 99, 6 and 38 are non-registered parameters',
      buttons: 'controllers that are keys, pressed from 64 on, such as cc/1/41',
      lamps: 'velocity or value that shows a key off, next, air or on',
      sysexDevice: 'MMC and MSC for this device id and for all; left out: for anybody',
      timecode: 'whether MTC is read',
    },
  },
  ltc: {
    title: 'LTC on a sound input of this machine: timecode for the frame clock',
    options: {
      input: 'the sound input; simulated needs none',
      channel: 'which channel of the input carries LTC, from 1',
      sampleRate: 'Hz',
      frameRate: 'left out: it is learnt',
      latencyMs: 'what sound card and driver add before the sound arrives',
    },
  },
  sacn: {
    title: "sACN (E1.31): a lighting console's slots as controls",
    options: {
      universes: `universes to join, ${universes}`,
      syncAddresses: 'synchronisation addresses that are none of the universes',
    },
  },
  artnet: {
    title: "Art-Net 4: a lighting console's slots as controls, and its timecode",
    options: { universes: `Port-Addresses that are ${universes}` },
  },
  tsl: {
    title: "TSL UMD 3.1 and 5.0: a vision mixer's tallies as controls",
    options: { screen: 'v5: the SCREEN number to take; left out: every one' },
  },
  simulated: {
    title: 'A moving camera that needs no hardware',
    options: {
      subject,
      rateHz: 'samples a second',
      focalLengthMm: 'each sample carries it as the lens; left out: the lens of the camera stands',
      motion: 'which move it makes',
      centre: 'middle of the move, metres in the stage',
      target: 'what the camera looks at, metres in the stage',
      radius: 'metres to each side',
      rise: 'metres up and down',
      periodS: 'seconds of one loop',
      seed: 'of handheld: the same seed is the same move',
    },
  },
  replay: {
    title: 'A recording of packets, as if the tracker were there',
    options: {
      file: "path inside the show's takes folder",
      as: 'whose packets they are',
      options: 'options of that kind, such as a profile',
    },
  },
  take: {
    title: 'A recorded take: what its trackers sent',
    options: { take: "id of a take in the show's takes folder, such as 12-A-t03" },
  },
};

/** What an option means, '' when nobody has said it. */
export const optionMeaning = (kind: string, option: string): string =>
  kindWords[kind]?.options[option] ?? sharedMeanings[option] ?? '';
