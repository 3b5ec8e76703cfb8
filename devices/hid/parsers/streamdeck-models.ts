/** The picture of a key: pixels, and whether the device wants it upside down. */
export interface KeyPicture {
  width: number;
  height: number;
  isTurned: boolean;
  /** Keys that have a picture, from the first. */
  keys: number;
}

export interface StreamDeckSpec {
  products: readonly number[];
  name: string;
  /** Of the protocol: 1 sends bitmaps and plain reports, 2 JPEG and reports by kind. */
  generation: 1 | 2;
  keys: number;
  /** The device counts each row from the right. */
  mirroredColumns?: number;
  encoders?: number;
  /** Width of the touch strip in its own pixels. */
  touchWidth?: number;
  picture?: KeyPicture;
}

const turned = (size: number, keys: number): KeyPicture => ({
  width: size,
  height: size,
  isTurned: true,
  keys,
});

/**
 * Facts from Julusian/node-elgato-stream-deck, `packages/core/src/models`. The first generation's
 * pictures (bitmaps) and the Plus XL's (turned by a quarter) are not written.
 */
export const streamDeckSpecs: readonly StreamDeckSpec[] = [
  { products: [0x0060], name: 'Stream Deck', generation: 1, keys: 15, mirroredColumns: 5 },
  {
    products: [0x0063, 0x0090, 0x00b3, 0x00b8],
    name: 'Stream Deck Mini',
    generation: 1,
    keys: 6,
  },
  {
    products: [0x006d, 0x0080, 0x00a5, 0x00b9],
    name: 'Stream Deck',
    generation: 2,
    keys: 15,
    picture: turned(72, 15),
  },
  {
    products: [0x006c, 0x008f, 0x00ba],
    name: 'Stream Deck XL',
    generation: 2,
    keys: 32,
    picture: turned(96, 32),
  },
  {
    products: [0x0084],
    name: 'Stream Deck +',
    generation: 2,
    keys: 8,
    encoders: 4,
    touchWidth: 800,
    picture: { width: 120, height: 120, isTurned: false, keys: 8 },
  },
  { products: [0x0086], name: 'Stream Deck Pedal', generation: 2, keys: 3 },
  {
    products: [0x009a],
    name: 'Stream Deck Neo',
    generation: 2,
    keys: 10,
    picture: turned(96, 8),
  },
  {
    products: [0x00aa],
    name: 'Stream Deck Studio',
    generation: 2,
    keys: 32,
    encoders: 2,
    picture: { width: 144, height: 112, isTurned: false, keys: 32 },
  },
  {
    products: [0x00c6],
    name: 'Stream Deck + XL',
    generation: 2,
    keys: 36,
    encoders: 6,
    touchWidth: 1200,
  },
];
