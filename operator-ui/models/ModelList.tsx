import { useState } from 'react';
import { type ModelsReport, modelsReport } from '../../core/wire/model-report.ts';
import { fetched } from '../link/fetched.ts';
import { kindWords, modelDetails, ranOnWords } from './model-words.ts';
import './models.css';

/** The models of this server, behind a small key. They are asked for when it is opened. */
export function ModelList() {
  const [report, setReport] = useState<ModelsReport>();
  const look = async (isOpen: boolean) => {
    if (isOpen) setReport(await fetched('models', modelsReport));
  };
  return (
    <details className="models" onToggle={(event) => void look(event.currentTarget.open)}>
      <summary>Models</summary>
      {report ? <Listed report={report} /> : <p className="empty">Waiting for the server.</p>}
    </details>
  );
}

function Listed({ report }: { report: ModelsReport }) {
  return (
    <>
      <p className="models-state" data-tone={report.trouble ? 'fault' : undefined}>
        {report.trouble ?? ranOnWords(report)}
      </p>
      <ul className="model-list" aria-label="Models">
        {report.models.map((model) => (
          <li key={`${model.isBuiltIn} ${model.id}`}>
            <strong>{model.name}</strong>
            <small>{kindWords(model)}</small>
            <small>{modelDetails(model)}</small>
            {model.trouble && <small className="model-trouble">{model.trouble}</small>}
          </li>
        ))}
      </ul>
    </>
  );
}
