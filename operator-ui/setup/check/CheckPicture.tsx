import type { CheckMark } from '../../../core/registration/check-marks.ts';
import type { PicturePlace } from '../../../core/stage/camera-picture.ts';

interface Props {
  card: CheckMark;
  far: CheckMark;
  /** Width over height of the camera's picture. */
  aspect: number;
}

/** Height of the picture in units of its drawing, and the room around it. */
const height = 100;
const margin = 6;

/** The camera's picture: where the card and the far mark are before the move, and after it. */
export function CheckPicture({ card, far, aspect }: Props) {
  const width = height * aspect;
  const box = `${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`;
  const at = ({ x, y }: PicturePlace): [number, number] => [x * width, y * height];
  return (
    <svg className="check-picture" viewBox={box} role="img" aria-label="The camera's picture">
      <rect width={width} height={height} className="check-frame" />
      <path className="check-axes" d={`M${width / 2} 0v${height}M0 ${height / 2}h${width}`} />
      <Way mark={far} at={at} shape="M-4 0h8M0 -4v8" name="far mark" />
      <Way mark={card} at={at} shape="M-4 -4h8v8h-8z" name="card" />
    </svg>
  );
}

interface WayProps {
  mark: CheckMark;
  at(place: PicturePlace): [number, number];
  shape: string;
  name: string;
}

function Way({ mark: { before, after }, at, shape, name }: WayProps) {
  if (!before.inPicture || !after.inPicture) return null;
  const [x0, y0] = at(before.inPicture);
  const [x1, y1] = at(after.inPicture);
  return (
    <g>
      <title>{`${name}: dashed before the move, drawn after it`}</title>
      <path className="check-before" d={shape} transform={`translate(${x0} ${y0})`} />
      <path className="check-way" d={`M${x0} ${y0}L${x1} ${y1}`} />
      <path className="check-after" d={shape} transform={`translate(${x1} ${y1})`} />
    </g>
  );
}
