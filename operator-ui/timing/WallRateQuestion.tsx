import { type Rate, rateName } from '../../core/time/rate.ts';

interface Props {
  from: Rate;
  to: Rate;
  onYes(): void;
  onNo(): void;
}

/** Another wall rate on air is asked for twice. */
export function WallRateQuestion({ from, to, onYes, onNo }: Props) {
  return (
    <div className="rate-question" role="alert">
      <p>
        The show is on air. At {rateName(to)} all frames are numbered anew: a running transition
        ends at once, and a wall may stutter for a moment.
      </p>
      <button type="button" className="button" onClick={onNo}>
        Keep {rateName(from)}
      </button>
      <button type="button" className="button" data-inhibit="true" onClick={onYes}>
        Change the wall to {rateName(to)}
      </button>
    </div>
  );
}
