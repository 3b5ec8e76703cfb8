import { Choice } from './Choice.tsx';
import { moveStepsM, type NudgeChoices, turnStepsDeg } from './nudge-keys.ts';

interface Props {
  choices: NudgeChoices;
  onChange(part: Partial<NudgeChoices>): void;
}

const moveWords = ['1 mm', '1 cm', '10 cm'] as const;
const moves = moveStepsM.map((step, i) => [step, moveWords[i] ?? ''] as const);
const turns = turnStepsDeg.map((step) => [step, `${step}°`] as const);

/** How large a step is, along whose axes, and what the arrow keys do. */
export function NudgeSteps({ choices, onChange }: Props) {
  const { axes, moveM, turnDeg, keys } = choices;
  return (
    <div className="setup-row">
      <Choice
        label="Move"
        options={moves}
        chosen={moveM}
        onChoose={(step) => onChange({ moveM: step })}
      />
      <Choice
        label="Turn"
        options={turns}
        chosen={turnDeg}
        onChoose={(step) => onChange({ turnDeg: step })}
      />
      <Choice
        label="Axes"
        options={[
          ['stage', 'Stage'],
          ['camera', 'Camera'],
        ]}
        chosen={axes}
        onChoose={(whose) => onChange({ axes: whose })}
      />
      <Choice
        label="Arrow keys"
        options={[
          ['move', 'Move'],
          ['turn', 'Turn'],
        ]}
        chosen={keys}
        onChoose={(what) => onChange({ keys: what })}
      />
    </div>
  );
}
