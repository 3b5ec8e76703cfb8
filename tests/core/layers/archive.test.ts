import { describe, expect, it } from 'vitest';
import { mostEntries, readArchive } from '../../../core/layers/archive.ts';
import { contentOf, withContent } from '../../../core/layers/archive-content.ts';
import { openLayers } from '../../../core/layers/opened-layers.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';
import { inflate, json, type MadeEntry, zipBytes } from '../../support/two-and-half-d.ts';

const text = (name: string): MadeEntry => ({ name, content: Buffer.from(`content of ${name}`) });
const codeOf = (bytes: Uint8Array): string => {
  const read = readArchive(bytes);
  return read.ok ? 'taken' : (read.fault[0]?.code ?? '');
};

describe('an archive from elsewhere', () => {
  it('is refused in words when it would write, read or grow where it must not', () => {
    const bomb = Buffer.alloc(4 * 1024 * 1024);
    const hostile: [code: string, entries: MadeEntry[]][] = [
      ['bad-name', [text('../../etc/passwd')]],
      ['bad-name', [text('/etc/passwd')]],
      ['bad-name', [text('C:/windows/win.ini')]],
      ['bad-name', [text('pictures\\..\\..\\win.ini')]],
      ['bad-name', [text('a//b.png')]],
      ['bad-name', [text('tab\there.png')]],
      ['duplicate', [text('a.png'), text('a.png')]],
      ['duplicate', [text('a.png'), text('A.PNG')]],
      ['link', [{ ...text('link.png'), says: { mode: 0o120777 } }]],
      ['bomb', [{ name: 'zeros.png', content: bomb }]],
      ['encrypted', [{ ...text('a.png'), says: { flags: 1 } }]],
      ['method', [{ ...text('a.png'), says: { method: 12 } }]],
      ['overlap', [text('a.png'), { ...text('b.png'), says: { local: 0 } }]],
    ];
    for (const [code, entries] of hostile) {
      const read = readArchive(zipBytes(entries));
      expect([code, read.ok ? 'taken' : read.fault[0]?.code]).toEqual([code, code]);
      expect(read.ok ? '' : read.fault[0]?.message).toMatch(/^The \.2p5d file is refused: .+\.$/);
    }
  });

  it('is refused when all of it together would unpack to more than 1 GB', () => {
    const noise = seededRandom(3);
    const content = Buffer.from(Array.from({ length: 4096 }, () => Math.floor(256 * noise())));
    const entries = Array.from({ length: 300 }, (_, i) => ({
      name: `${i}.png`,
      content,
      // Each by itself is below the ratio that nobody asks about.
      says: { bytes: 90 * 4096 },
    }));
    expect(codeOf(zipBytes(entries))).toBe('taken');
    const many = Array.from({ length: 11 }, (_, i) => ({
      name: `${i}.png`,
      content: Buffer.concat(Array.from({ length: 256 }, () => content)),
      isStored: true,
      says: { bytes: 100 * 1024 * 1024, method: 8 },
    }));
    expect(codeOf(zipBytes(many))).toBe('too-large');
  });

  it('is refused when it has too many entries', () => {
    const entries = Array.from({ length: mostEntries + 1 }, (_, i) => text(`${i}.txt`));
    expect(codeOf(zipBytes(entries))).toBe('too-many');
    expect(codeOf(zipBytes(entries.slice(1)))).toBe('taken');
  });

  it('is refused, and nothing throws, wherever it is broken off or a byte of it is changed', () => {
    const random = seededRandom(printedSeed('broken archives'));
    const whole = zipBytes([
      {
        name: 'data.json',
        content: json({ plates: [{ filename: 'a.png', width: 2, height: 2 }] }),
      },
      text('a.png'),
    ]);
    for (let length = 0; length < whole.length; length++) {
      expect(openLayers(whole.subarray(0, length), inflate).ok).toBe(false);
    }
    for (let i = 0; i < 4000; i++) {
      const changed = Buffer.from(whole);
      for (let n = 0; n < 1 + 3 * random(); n++) {
        changed[Math.floor(random() * changed.length)] = Math.floor(256 * random());
      }
      openLayers(changed, inflate);
    }
  });

  it('that lies about a length is refused when it is unpacked, and takes no more room than it says', () => {
    const liar = zipBytes([{ ...text('a.png'), says: { bytes: 5 } }]);
    const read = readArchive(liar);
    const entry = read.ok ? read.value[0] : undefined;
    expect(entry?.bytes).toBe(5);
    const content = entry && contentOf(liar, entry, inflate);
    expect(content && !content.ok && content.fault[0]?.code).toBe('damaged');
  });

  it('that a streaming writer made, with folders and a comment, is read', () => {
    const made = zipBytes(
      [
        { name: 'plates/', content: Buffer.alloc(0), isStored: true, says: { mode: 0o40755 } },
        { ...text('plates/Größe.png'), isStreamed: true },
        text('b.txt'),
      ],
      'made by hand',
    );
    const read = readArchive(made);
    expect(read.ok && read.value.map(({ name }) => name)).toEqual(['plates/Größe.png', 'b.txt']);
    const [entry] = read.ok ? read.value : [];
    const content = entry && contentOf(made, entry, inflate);
    expect(content?.ok && Buffer.from(content.value).toString()).toBe(
      'content of plates/Größe.png',
    );
  });
});

it('An archive with one file changed keeps every other file byte for byte, seed after seed', () => {
  const random = seededRandom(printedSeed('archive round trip'));
  const bytes = (most: number) =>
    Buffer.from(
      Array.from({ length: Math.floor(random() * most) }, () => Math.floor(256 * random())),
    );
  for (let turn = 0; turn < 50; turn++) {
    const entries = Array.from({ length: 1 + Math.floor(random() * 8) }, (_, i) => ({
      name: `${i} ${'äb/'.repeat(Math.floor(2 * random()))}x.bin`,
      content: bytes(3000),
      isStored: random() < 0.5,
      isStreamed: random() < 0.5,
    }));
    const made = zipBytes([...entries, { name: 'data.json', content: Buffer.from('{}') }]);
    const read = readArchive(made);
    if (!read.ok) throw new Error(read.fault[0]?.message);
    const changed = withContent(made, read.value, 'data.json', Buffer.from('{"a":1}'));
    const again = readArchive(changed);
    if (!again.ok) throw new Error(again.fault[0]?.message);
    const contents = again.value.map((entry) => {
      const content = contentOf(changed, entry, inflate);
      return [entry.name, content.ok && Buffer.from(content.value).toString('base64')];
    });
    expect(contents).toEqual([
      ...entries.map(({ name, content }) => [name, content.toString('base64')]),
      ['data.json', Buffer.from('{"a":1}').toString('base64')],
    ]);
  }
});
