import type { CompiledMapping } from './compile.ts';
import { idSegment } from './schema.ts';

/** What an address means to the mappings: who is to read it, and its subject where the address says. */
export interface MappedAddress {
  mappings: readonly CompiledMapping[];
  /** '' when the mapping or an argument says whom it is about. */
  subject: string;
}

interface Pattern {
  segments: readonly string[];
  /** The segment that is the subject, −1 for none. */
  idAt: number;
}

const longestSubject = 128;

/** Finds the mappings for an address: literal ones first, then those with `<id>` for one segment. */
export class MappingTable {
  readonly #literal = new Map<string, CompiledMapping[]>();
  readonly #patterns: { pattern: Pattern; mapping: CompiledMapping }[] = [];
  readonly #ignored: Pattern[];

  /** `ignored`: addresses, with `<id>` for any segment, that are taken and carry nothing. */
  constructor(mappings: readonly CompiledMapping[], ignored: readonly string[]) {
    for (const mapping of mappings) {
      const pattern = patternOf(mapping.address);
      if (pattern.idAt < 0) this.#addLiteral(mapping);
      else this.#patterns.push({ pattern, mapping });
    }
    this.#ignored = ignored.map(patternOf);
  }

  /** Run once for each address, not for each message. */
  find(address: string): MappedAddress | 'ignored' | undefined {
    const literal = this.#literal.get(address);
    if (literal) return { mappings: literal, subject: '' };
    const segments = address.split('/');
    const fitting = this.#patterns.filter(({ pattern }) => fits(pattern, segments));
    const idAt = fitting[0]?.pattern.idAt;
    if (idAt === undefined) {
      return this.#ignored.some((pattern) => fits(pattern, segments)) ? 'ignored' : undefined;
    }
    // One subject for all that read the address: that of the mapping named first.
    const same = fitting.filter(({ pattern }) => pattern.idAt === idAt);
    return { mappings: same.map(({ mapping }) => mapping), subject: segments[idAt] ?? '' };
  }

  #addLiteral(mapping: CompiledMapping): void {
    const others = this.#literal.get(mapping.address) ?? [];
    this.#literal.set(mapping.address, [...others, mapping]);
  }
}

function patternOf(address: string): Pattern {
  const segments = address.split('/');
  return { segments, idAt: segments.indexOf(idSegment) };
}

const fits = ({ segments: pattern, idAt }: Pattern, segments: readonly string[]): boolean =>
  pattern.length === segments.length &&
  pattern.every((expected, i) => {
    const segment = segments[i] ?? '';
    return i === idAt ? segment !== '' && segment.length <= longestSubject : expected === segment;
  });
