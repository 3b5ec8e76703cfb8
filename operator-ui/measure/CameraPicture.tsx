import { type RefObject, useEffect } from 'react';

interface Props {
  stream: MediaStream | null;
  video: RefObject<HTMLVideoElement | null>;
  /** Drawn over the picture, in the picture's own pixels. */
  overlay?: RefObject<HTMLCanvasElement | null>;
}

/** What the device's camera sees, with room for marks on it. */
export function CameraPicture({ stream, video, overlay }: Props) {
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = stream;
    // Refused only while the page is hidden; it plays when it is seen again.
    if (stream) void element.play().catch(() => undefined);
  }, [stream, video]);
  return (
    <div className="measure-picture" data-on={stream !== null}>
      <video ref={video} muted playsInline />
      {overlay && <canvas ref={overlay} />}
      {!stream && <p>The camera is off.</p>}
    </div>
  );
}
