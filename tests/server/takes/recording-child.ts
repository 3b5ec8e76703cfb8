import { recordingIn } from './recording.ts';

// Rolls a take and says again and again how many of its records are acknowledged, until it is killed.
const [folder = '', perTick = '3'] = process.argv.slice(2);
const { takes, step, give } = recordingIn(folder);
await takes.open();
const rolled = await give({ type: 'take.roll' });
if (!rolled.ok) throw new Error(rolled.error.message);
process.stdout.write(`${rolled.take}\n`);
let said = 0;
setInterval(() => {
  for (let i = 0; i < Number(perTick); i++) step();
  const { written, synced } = takes.status().records;
  if (written === said) return;
  said = written;
  process.stdout.write(`${written} ${synced}\n`);
}, 2);
