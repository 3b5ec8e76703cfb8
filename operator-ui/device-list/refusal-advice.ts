const advice: Readonly<Record<string, string>> = {
  source:
    'The sender is not allowed: choose the interface it arrives on, or put its address into allow.',
  'source-command': 'Commands come from allowed senders only: put its address into allow.',
  'other-sender':
    'Two senders move one subject: stop one of them, or leave its address out of allow.',
  'no-camera': 'Nobody follows these subjects: give one to a camera below.',
  unbound: 'These controls do nothing yet: add them to bindings.',
  unmapped: 'An address nobody listens to: name the sender in senders, or map it.',
  type: 'The bytes are of another protocol: look at the port of the sender.',
  version: 'The sender speaks another version of the protocol.',
  checksum: 'Packets are damaged on the way, or the sender is faulty.',
  'other-universe': 'The console sends universes that are not in universes.',
  'source-number': 'The sender has another source number than sourceNumber.',
  untrusted: 'The tracker itself says that it has lost the picture.',
  jump: 'Poses leap: look for reflections or two trackers with one id.',
  internal: 'A fault of this program: please report it with a recording.',
};

/** What to do about what a device refuses most, '' when nothing can be said. */
export function refusalAdvice(refused: Readonly<Record<string, number>>): string {
  const [most] = Object.entries(refused)
    .filter(([reason, count]) => count > 0 && advice[reason])
    .sort(([, a], [, b]) => b - a);
  return most ? (advice[most[0]] ?? '') : '';
}
