/** Share of the walls' own pixels that a view draws, by a GPU and by a processor. */
export interface PixelScale {
  gpu: number;
  software: number;
}

/** A deck shows a whole stage in a quarter of a page. */
export const deckPixelScale: PixelScale = { gpu: 0.5, software: 0.12 };
/** The processor draws no more columns than this; the browser enlarges them. */
export const softwareWidthPx = 640;

/**
 * For a view in which the walls may fill the pane beside each other: what the pane can show of them, and no less
 * than a deck does. Widths of the row of walls and of the pane, device pixels.
 */
export function fullPixelScale(rowWidthPx: number, paneWidthPx: number): PixelScale {
  const share = (widthPx: number, least: number) =>
    Math.min(1, Math.max(least, widthPx / Math.max(1, rowWidthPx)));
  return {
    gpu: share(paneWidthPx, deckPixelScale.gpu),
    software: share(Math.min(softwareWidthPx, paneWidthPx), deckPixelScale.software),
  };
}
