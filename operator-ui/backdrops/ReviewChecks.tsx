import type { VariationReport } from '../../core/wire/backdrop-report.ts';

type Check = VariationReport['checks'][number];

/** What a person should know before saying yes: what wants a look comes first, with what to do; the rest is figures. */
export function ReviewChecks({ variation }: { variation: VariationReport }) {
  const { checks, drift, figures } = variation;
  const fine = checks.filter(({ state }) => state === 'fine').map(figureText);
  if (drift?.palette != null) fine.push(`Drift ΔE ${drift.palette.toFixed(1)}`);
  return (
    <section className="review" aria-label="Review">
      {checks.some(({ state }) => state !== 'fine') && (
        <ul className="review-checks">
          {[...inState(checks, 'bad'), ...inState(checks, 'look')].map((check) => (
            <li key={check.id} data-state={check.state}>
              <span className="chip" data-tone={check.state === 'bad' ? 'fault' : undefined}>
                {figureText(check)}
              </span>
              {check.words}
            </li>
          ))}
        </ul>
      )}
      <p className="review-fine">
        {figures ? fine.join(' · ') : `Not measured yet · ${fine.join(' · ')}`}
      </p>
      {figures && (
        <ol className="palette" aria-label="Palette">
          {figures.palette.map(({ hex, share }) => (
            <li key={hex} style={{ background: hex, flexGrow: share }} title={hex} />
          ))}
        </ol>
      )}
    </section>
  );
}

const inState = (checks: readonly Check[], state: Check['state']): Check[] =>
  checks.filter((check) => check.state === state);

const figureText = ({ label, value }: Check): string => `${label} ${value}`;
