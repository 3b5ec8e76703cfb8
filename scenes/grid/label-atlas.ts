import { CanvasTexture, LinearFilter, LinearMipmapLinearFilter, type Texture } from 'three';
import { textStrokes, textWidth } from './stroke-font.ts';

const cellWidthPx = 256;
const cellHeightPx = 64;
const columns = 8;
/** Lattice units per cell height, with room above and below for the mip levels. */
const unitsHigh = 9;

/** Where a text stands in the atlas, and how wide it is for a height of 1. */
export interface LabelCell {
  u0: number;
  v0: number;
  u1: number;
  v1: number;
  aspect: number;
}

export interface LabelAtlas {
  texture: Texture;
  cell(text: string): LabelCell;
}

function drawText(
  context: CanvasRenderingContext2D,
  text: string,
  left: number,
  top: number,
): void {
  const unit = Math.min(cellHeightPx / unitsHigh, cellWidthPx / (textWidth(text) + 4));
  const x0 = left + (cellWidthPx - textWidth(text) * unit) / 2;
  const y0 = top + cellHeightPx / 2 + 3 * unit;
  context.lineWidth = unit * 0.95;
  for (const line of textStrokes(text)) {
    context.beginPath();
    line.forEach(([x, y], i) => {
      if (i === 0) context.moveTo(x0 + x * unit, y0 - y * unit);
      else context.lineTo(x0 + x * unit, y0 - y * unit);
    });
    context.stroke();
  }
}

/** One texture with every text that the grid shows; the coverage is in every channel. */
export function createLabelAtlas(texts: readonly string[], anisotropy: number): LabelAtlas {
  const known = [...new Set(texts)];
  const rows = 2 ** Math.ceil(Math.log2(Math.max(1, Math.ceil(known.length / columns))));
  const canvas = document.createElement('canvas');
  canvas.width = columns * cellWidthPx;
  canvas.height = rows * cellHeightPx;
  const context = canvas.getContext('2d');
  if (context === null)
    throw new Error('the browser gives no 2D canvas for the labels of the grid');
  context.fillStyle = '#000';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.strokeStyle = '#fff';
  context.lineCap = context.lineJoin = 'round';
  known.forEach((text, i) => {
    drawText(context, text, (i % columns) * cellWidthPx, Math.floor(i / columns) * cellHeightPx);
  });
  const texture = new CanvasTexture(canvas);
  texture.minFilter = LinearMipmapLinearFilter;
  texture.magFilter = LinearFilter;
  texture.anisotropy = anisotropy;
  const cell = (text: string): LabelCell => {
    const at = Math.max(0, known.indexOf(text));
    const [column, row] = [at % columns, Math.floor(at / columns)];
    return {
      u0: column / columns,
      u1: (column + 1) / columns,
      v0: 1 - (row + 1) / rows,
      v1: 1 - row / rows,
      aspect: cellWidthPx / cellHeightPx,
    };
  };
  return { texture, cell };
}
