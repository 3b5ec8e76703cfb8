/** Sharp enough for a patch across the stage, and as many pictures a second as there are. */
const wanted: MediaTrackConstraints = {
  facingMode: 'environment',
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 60 },
};

export type CameraAnswer = { ok: true; stream: MediaStream } | { ok: false; advice: string };

/** Asks the browser for the camera; a refusal comes with what to do about it. */
export async function openCamera(): Promise<CameraAnswer> {
  if (!navigator.mediaDevices) return { ok: false, advice: cameraAdvice('insecure') };
  try {
    return { ok: true, stream: await navigator.mediaDevices.getUserMedia({ video: wanted }) };
  } catch (error) {
    return { ok: false, advice: cameraAdvice(error instanceof Error ? error.name : '') };
  }
}

const advice: Record<string, string> = {
  insecure:
    'Browsers lend the camera over HTTPS only. Start the server with npm start -- --lan and open this page by the address and code that it prints.',
  NotAllowedError: 'The browser was told not to lend the camera. Allow it in the address bar.',
  NotFoundError: 'This device has no camera. Open this page on a phone, or plug in a webcam.',
  NotReadableError: 'Another program has the camera. Close it, then press again.',
};

/** What to do when the browser gives no camera, by the name of its error. */
const cameraAdvice = (name: string): string =>
  advice[name] ?? `The camera could not be opened (${name || 'unknown'}). Try another browser.`;

export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
