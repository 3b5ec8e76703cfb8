import { dismiss, useNotices } from './notices.ts';

/** What was refused and what to do about it, until read. */
export function Notices() {
  const notices = useNotices((store) => store.notices);
  return (
    <div className="notices" role="alert">
      {notices.map(({ id, title, text, remedy }) => (
        <div key={id} className="notice">
          <p>
            <strong>{title}</strong>
            {text}
          </p>
          {remedy && (
            <button
              type="button"
              className="button notice-remedy"
              onClick={() => {
                dismiss(id);
                remedy.run();
              }}
            >
              {remedy.label}
            </button>
          )}
          <button type="button" className="button" aria-label="Dismiss" onClick={() => dismiss(id)}>
            ✕
          </button>
        </div>
      ))}
    </div>
  );
}
