import { expect, test } from 'vitest';
import { SubjectsSeen } from '../../../server/tracking/subjects-seen.ts';
import { sampleAt } from '../tracking/tracker-fixture.ts';

test('subjects are there for ten seconds after their newest pose, in the order of their numbers', () => {
  const seen = new SubjectsSeen();
  seen.saw(sampleAt(0, { subject: '10' }), 0);
  seen.saw(sampleAt(0, { subject: '2', kind: 'object' }), 4000);
  seen.saw(sampleAt(0, { subject: '10' }), 5000);
  expect(seen.heard(6000)).toEqual([
    { subject: '2', kind: 'object', ageMs: 2000 },
    { subject: '10', kind: 'camera', ageMs: 1000 },
  ]);
  expect(seen.heard(14_500).map(({ subject }) => subject)).toEqual(['10']);
});

test('samples without a pose are nobody to follow', () => {
  const seen = new SubjectsSeen();
  seen.saw(sampleAt(0, { subject: 'timecode', hasPose: false }), 0);
  expect(seen.heard(0)).toEqual([]);
});

test('a sender that invents names does not fill the memory, and makes room by falling silent', () => {
  const seen = new SubjectsSeen();
  for (let n = 0; n < 1000; n++) seen.saw(sampleAt(0, { subject: `s${n}` }), 0);
  expect(seen.heard(0)).toHaveLength(256);
  seen.saw(sampleAt(0, { subject: 'true' }), 10_001);
  expect(seen.heard(10_001).map(({ subject }) => subject)).toEqual(['true']);
});
