import type { VariationReport } from '../../core/wire/backdrop-report.ts';

const tones = { fine: undefined, look: undefined, bad: 'fault' } as const;

/** What a person should know before saying yes: what wants a look first, with what to do; the rest as figures. */
export function ReviewChecks({ variation }: { variation: VariationReport }) {
  const { checks, drift, figures } = variation;
  const worst = { bad: 0, look: 1, fine: 2 };
  const sorted = [...checks].sort((a, b) => worst[a.state] - worst[b.state]);
  return (
    <section className="review" aria-label="Review">
      <ul className="review-checks">
        {sorted.map(({ id, label, value, state, words }) => (
          <li key={id} className="review-check" data-state={state} title={words}>
            <span className="chip" data-tone={tones[state]}>
              {label} <strong>{value}</strong>
            </span>
            {words && <small>{words}</small>}
          </li>
        ))}
        {drift?.palette != null && (
          <li className="review-check">
            <span className="chip">
              Drift <strong>ΔE {drift.palette.toFixed(1)}</strong>
            </span>
          </li>
        )}
      </ul>
      {figures ? (
        <ol className="palette" aria-label="Palette">
          {figures.palette.map(({ hex, share }) => (
            <li key={hex} style={{ background: hex, flexGrow: share }} title={hex} />
          ))}
        </ol>
      ) : (
        <small>Not measured yet.</small>
      )}
    </section>
  );
}
