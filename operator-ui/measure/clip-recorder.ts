/** Long enough to hold still, jerk the camera, and wait for the wall. */
export const clipMs = 4000;

/** Records a clip of what the device's camera sees. Rejects where the browser cannot record it. */
export function recordClip(stream: MediaStream): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const recorder = new MediaRecorder(stream, { videoBitsPerSecond: 12_000_000 });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => parts.push(data);
    recorder.onstop = () => resolve(new Blob(parts, { type: recorder.mimeType }));
    recorder.onerror = () => reject(new Error('The clip could not be recorded.'));
    recorder.start();
    setTimeout(() => recorder.state !== 'inactive' && recorder.stop(), clipMs);
  });
}
