import { describe, expect, it } from 'vitest';
import { editDocument } from '../../../core/show/edit-document.ts';
import { formatDocument } from '../../../core/show/format-document.ts';
import { parseShow } from '../../../core/show/parse-show.ts';
import { applyPatch } from '../../../core/show/patch.ts';
import type { Show } from '../../../core/show/show-schema.ts';
import { sceneIds, twoWalls, twoWallsDocument } from './two-walls.ts';

const withChange = (path: (string | number)[], after: unknown): Show =>
  applyPatch(twoWalls(), [{ path, after }]);

describe('a document that follows its show', () => {
  it('keeps unknown keys, order of keys and left-out defaults', () => {
    const document = twoWallsDocument();
    const after = withChange(['cameras', 0, 'trackingAgeMs'], 12);
    const edited = editDocument(document, twoWalls(), after);
    const expected = structuredClone(document) as unknown as { cameras: object[] };
    expected.cameras[0] = { ...expected.cameras[0], trackingAgeMs: 12 };
    expect(JSON.stringify(edited)).toBe(JSON.stringify(expected));
  });

  it('parses to the show that it follows, also where a default was changed in a list', () => {
    const after = withChange(['cameras', 0, 'registration', 'position', 1], 0.5);
    const parsed = parseShow(editDocument(twoWallsDocument(), twoWalls(), after), sceneIds);
    expect(parsed).toEqual({ ok: true, value: after });
  });

  it('moves the text of an item along with its id', () => {
    const show = twoWalls();
    const after = { ...show, environments: show.environments.toReversed() };
    const edited = editDocument(twoWallsDocument(), show, after) as { environments: object[] };
    expect(edited.environments).toEqual(twoWallsDocument().environments.toReversed());
  });

  it('drops what the show dropped', () => {
    const show = twoWalls();
    const after = { ...show, cameras: show.cameras.slice(1) };
    const edited = editDocument(twoWallsDocument(), show, after) as { cameras: object[] };
    expect(edited.cameras).toEqual([twoWallsDocument().cameras[1]]);
  });
});

describe('the text of a document', () => {
  it('is the same document again', () => {
    expect(JSON.parse(formatDocument(twoWallsDocument()))).toEqual(twoWallsDocument());
  });

  it('keeps short things on one line and breaks long ones', () => {
    const text = formatDocument({ a: [0, 1.6, 0], b: { c: {}, d: 'x'.repeat(100) }, e: [] });
    expect(text).toBe(
      `{\n  "a": [0, 1.6, 0],\n  "b": {\n    "c": {},\n    "d": "${'x'.repeat(100)}"\n  },\n  "e": []\n}\n`,
    );
  });
});
