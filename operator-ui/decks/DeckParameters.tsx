import type { Params } from '../../core/show/scalars.ts';
import type { Environment } from '../../core/show/show-schema.ts';
import { LayerEditor } from '../layers/LayerEditor.tsx';
import { BackgroundColour } from './BackgroundColour.tsx';
import { deckParameters } from './deck-parameters.ts';
import { ParameterControl } from './ParameterControl.tsx';

interface Props {
  environment: Environment;
  params: Params;
  disabled: boolean;
  onChange(params: Params): void;
}

/** What of an environment's look can be changed, as its manifest describes it. */
export function DeckParameters({ environment, params, disabled, onChange }: Props) {
  const parameters = deckParameters(environment);
  const isGltf = environment.kind === 'gltf';
  return (
    <div className="parameters scrolls">
      {parameters.map((parameter) => (
        <ParameterControl
          key={parameter.name}
          parameter={parameter}
          params={params}
          disabled={disabled}
          onChange={(value) => onChange({ [parameter.name]: value })}
        />
      ))}
      {isGltf && (
        <BackgroundColour
          value={params.background}
          disabled={disabled}
          onChange={(background) => onChange({ background })}
        />
      )}
      {environment.kind === 'layers' && (
        <LayerEditor
          source={environment.source}
          params={params}
          disabled={disabled}
          onChange={onChange}
        />
      )}
      {parameters.length === 0 && <p className="empty">This environment has no parameters.</p>}
    </div>
  );
}
