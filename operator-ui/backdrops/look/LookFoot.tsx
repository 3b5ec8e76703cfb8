import type { CommandRequest } from '../../../core/commands/table.ts';
import type { BackdropReport, VariationReport } from '../../../core/wire/backdrop-report.ts';
import { useDesk } from '../../link/desk.ts';
import { useLive } from '../../link/show-store.ts';
import { specWords, statusWords } from '../backdrop-words.ts';
import { refreshBackdrops } from '../backdrops-store.ts';
import { ReviewChecks } from '../ReviewChecks.tsx';

interface Props {
  report: BackdropReport;
  chosen: number;
  variation: VariationReport;
  onStep(by: number): void;
}

/** What is looked at, what should be known of it, and a person's yes or no. */
export function LookFoot({ report, chosen, variation, onStep }: Props) {
  const { prompt, variations } = report;
  return (
    <footer className="look-foot">
      <div className="look-words scrolls">
        <strong>{prompt}</strong>
        <small>
          {statusWords(report)}
          {variation.spec && ` · ${specWords(variation.spec)}`}
        </small>
        <ReviewChecks variation={variation} />
      </div>
      <div className="look-keys">
        <div className="look-steps">
          <Step
            label="Previous variation"
            sign="◀"
            disabled={variations.length < 2}
            by={-1}
            onStep={onStep}
          />
          <output className="number">
            {chosen + 1} / {variations.length}
          </output>
          <Step
            label="Next variation"
            sign="▶"
            disabled={variations.length < 2}
            by={1}
            onStep={onStep}
          />
        </div>
        <Judgement report={report} chosen={chosen} />
      </div>
    </footer>
  );
}

interface StepProps {
  label: string;
  sign: string;
  by: number;
  disabled: boolean;
  onStep(by: number): void;
}

function Step({ label, sign, by, disabled, onStep }: StepProps) {
  return (
    <button
      type="button"
      className="button"
      aria-label={label}
      disabled={disabled}
      onClick={() => onStep(by)}
    >
      {sign}
    </button>
  );
}

function Judgement({ report, chosen }: Pick<Props, 'report' | 'chosen'>) {
  const desk = useDesk();
  const live = useLive();
  const { id, status, approved } = report;
  const send = async (request: CommandRequest) => {
    await desk.command(request);
    await refreshBackdrops();
  };
  const isMade = status === 'pending' || status === 'approved';
  const isApproved = status === 'approved' && approved === chosen;
  return (
    <>
      <button
        type="button"
        className="button"
        disabled={!live || !isMade}
        onClick={() => void send({ type: 'backdrop.reject', id })}
      >
        Reject
      </button>
      <button
        type="button"
        className="button look-approve"
        disabled={!live || !(isMade || status === 'rejected') || isApproved}
        onClick={() => void send({ type: 'backdrop.approve', id, variation: chosen })}
      >
        {isApproved ? `${chosen + 1} approved` : `Approve ${chosen + 1}`}
      </button>
    </>
  );
}
