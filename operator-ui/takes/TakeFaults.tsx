import type { TakeSummary } from '../../core/takes/take-summary.ts';
import { takeFaults } from './take-words.ts';

/** A badge for each thing about a take that must be looked at. */
export function TakeFaults({ take }: { take: TakeSummary }) {
  return takeFaults(take).map((fault) => (
    <span key={fault} className="chip" data-tone="fault">
      {fault}
    </span>
  ));
}
