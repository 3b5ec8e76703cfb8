import { type TslDisplay, tslText } from './codec.ts';

const mostLabels = 32;
const longestText = 128;

/** The bytes of a display's text, kept to be read when somebody asks. */
interface Label {
  display: TslDisplay;
  bytes: Uint8Array;
}

/** The texts of the first 32 displays that were heard of. Allocates only for a new one. */
export class Labels {
  readonly #byIndex = new Map<number, Label>();

  keep(display: TslDisplay, bytes: Uint8Array): void {
    const label = this.#byIndex.get(display.index) ?? this.#add(display);
    if (!label) return;
    const length = Math.min(longestText, display.textEnd - display.textStart);
    for (let i = 0; i < length; i += 1) label.bytes[i] = bytes[display.textStart + i] ?? 0;
    label.display.textEnd = length;
    label.display.isUtf16 = display.isUtf16;
  }

  /** In the order of the displays' numbers: `1 "CAM 1", 2 "CAM 2"`. */
  describe(): string {
    const indexes = [...this.#byIndex.keys()].sort((a, b) => a - b);
    return indexes.flatMap((index) => this.#describe(index)).join(', ');
  }

  #describe(index: number): string[] {
    const label = this.#byIndex.get(index);
    return label ? [`${index} "${tslText(label.display, label.bytes)}"`] : [];
  }

  #add(display: TslDisplay): Label | undefined {
    if (this.#byIndex.size >= mostLabels) return undefined;
    const label = { display: { ...display, textStart: 0 }, bytes: new Uint8Array(longestText) };
    this.#byIndex.set(display.index, label);
    return label;
  }
}
