import type { FormField } from '../../core/show/device-form.ts';
import { useLive, useShowState } from '../link/show-store.ts';
import { OptionField } from './OptionField.tsx';
import { changeDraft, type DeviceDraft, useSetup } from './setup-store.ts';
import { isMain } from './suggestions.ts';
import { useSaveDraft } from './use-save-draft.ts';

const close = () => useSetup.setState({ draft: null, isChoosing: false });

/** What a device is, field by field; sent as a whole. */
export function DeviceForm({ draft }: { draft: DeviceDraft }) {
  const { isNew, id, kind, fields, texts, problems } = draft;
  const save = useSaveDraft();
  const isLive = useLive();
  const title = useSetup((setup) => setup.kinds?.find((each) => each.kind === kind)?.title);
  const isTaken = useShowState((state) => state.show.devices.some((each) => each.id === id));
  const more = fields.filter((field) => !isMain(field));
  const isAsked = more.some(({ name }) => texts[name] || problems.some((p) => p.name === name));
  const idProblem =
    isNew && isTaken ? `There is a device "${id}" already.` : problemOf('id', draft);
  return (
    <form
      className="device-form"
      aria-label={isNew ? `New ${kind} device` : `Device ${id}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (!(isNew && isTaken)) void save(draft);
      }}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      <div className="scrolls">
        <p className="device-form-kind">
          <strong>{isNew ? kind : id}</strong>
          <span>{title}</span>
        </p>
        <div className="device-fields">
          {isNew && (
            <label className="option" data-fault={Boolean(idProblem)}>
              <span className="option-name">name in the show</span>
              <input
                className="field"
                value={id}
                onChange={(event) => changeDraft({ id: event.target.value })}
              />
              {idProblem && <span className="option-problem">{idProblem}</span>}
            </label>
          )}
          <Fields draft={draft} fields={fields.filter(isMain)} />
        </div>
        {more.length > 0 && (
          <details className="device-more" open={isAsked || undefined}>
            <summary className="button quiet">More options ({more.length})</summary>
            <div className="device-fields">
              <Fields draft={draft} fields={more} />
            </div>
          </details>
        )}
      </div>
      <footer>
        {problems.length > 0 && (
          <span className="option-problem">
            {problems.length === 1 ? 'One field needs' : `${problems.length} fields need`} another
            look: {problems.map(({ name }) => name).join(', ')}.
          </span>
        )}
        <button type="button" className="button quiet" onClick={close}>
          Cancel
        </button>
        <button type="submit" className="button device-save" disabled={!isLive}>
          {isNew ? 'Add to the show' : 'Save'}
        </button>
      </footer>
    </form>
  );
}

const problemOf = (name: string, { problems }: DeviceDraft): string | undefined =>
  problems.find((problem) => problem.name === name)?.message;

function Fields({ draft, fields }: { draft: DeviceDraft; fields: readonly FormField[] }) {
  return fields.map((field) => (
    <OptionField
      key={field.name}
      kind={draft.kind}
      field={field}
      text={draft.texts[field.name] ?? ''}
      problem={problemOf(field.name, draft)}
    />
  ));
}
