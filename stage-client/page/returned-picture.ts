/** Hands the canvas back to the server as it was drawn. Call right after drawing, in the same task. */
export function sendCapture(
  canvas: HTMLCanvasElement,
  output: string,
  token: string,
  k: number,
): void {
  canvas.toBlob((png) => {
    if (png)
      void put(`/api/v1/outputs/${output}/captures/${token}`, png, { 'cyclorama-frame': `${k}` });
  }, 'image/png');
}

const thumbnailWidth = 320;
const small = document.createElement('canvas');

/** A small JPEG of the picture, for the operator's tile. */
export function sendThumbnail(canvas: HTMLCanvasElement, output: string): void {
  const scale = Math.min(1, thumbnailWidth / canvas.width);
  small.width = Math.max(1, Math.round(canvas.width * scale));
  small.height = Math.max(1, Math.round(canvas.height * scale));
  small.getContext('2d')?.drawImage(canvas, 0, 0, small.width, small.height);
  small.toBlob(
    (jpeg) => void (jpeg && put(`/api/v1/outputs/${output}/thumbnail`, jpeg, {})),
    'image/jpeg',
    0.7,
  );
}

async function put(path: string, body: Blob, headers: Record<string, string>): Promise<void> {
  try {
    await fetch(path, { method: 'PUT', body, headers: { 'content-type': body.type, ...headers } });
  } catch {
    // No server: the picture goes on, only its copy is not seen.
  }
}
