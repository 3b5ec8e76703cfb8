import { useEffect, useState } from 'react';
import { LinkBanner } from '../link/LinkBanner.tsx';
import { useShow, useShowState } from '../link/show-store.ts';
import { Addresses } from './Addresses.tsx';
import { OutputCard } from './OutputCard.tsx';
import { fetchSession, fetchVersion, type Session } from './session.ts';
import { TrackerHelp } from './TrackerHelp.tsx';

/** Where everybody arrives: which page for whom, and how to get the walls and the tracker going. */
export function StartPage() {
  const name = useShowState((state) => state.show.name);
  const outputs = useShowState((state) => state.show.stage.outputs) ?? [];
  const reports = useShow((store) => store.status?.outputs) ?? [];
  const devices = useShowState((state) => state.show.devices) ?? [];
  const deviceReports = useShow((store) => store.status?.devices) ?? [];
  const { session, version } = useServerFacts();
  return (
    <div className="start">
      <LinkBanner />
      <header>
        <p className="start-product">Cyclorama</p>
        <h1>{name ?? 'Connecting …'}</h1>
      </header>
      <nav className="start-pages">
        <PageLink
          href="/operator"
          name="Operator"
          words="Choose environments, TAKE, watch cameras"
        />
        <PageLink href="/viewer" name="Viewer" words="Program and cameras, read only" />
      </nav>
      <section aria-label="Outputs">
        <h2>Outputs</h2>
        <p className="start-hint">
          Open each on the machine that feeds that wall; <code>npm run wall</code> does it full size
          on a display of its own.
        </p>
        <ul className="start-outputs">
          {outputs.map((output) => (
            <OutputCard
              key={output.id}
              output={output}
              report={reports.find((report) => report.id === output.id)}
            />
          ))}
        </ul>
        <p className="start-hint">
          <a className="button" href="/measure">
            Measure how late they are
          </a>
        </p>
      </section>
      <TrackerHelp devices={devices} reports={deviceReports} />
      {session && <Addresses session={session} />}
      <footer>{version && `Cyclorama ${version}`}</footer>
    </div>
  );
}

function PageLink({ href, name, words }: { href: string; name: string; words: string }) {
  return (
    <a className="start-page" href={href}>
      <strong>{name}</strong>
      <span>{words}</span>
    </a>
  );
}

function useServerFacts() {
  const [session, setSession] = useState<Session>();
  const [version, setVersion] = useState<string>();
  const epoch = useShow((store) => store.replica?.epoch);
  useEffect(() => {
    // Another run of the server may stand at other addresses.
    if (epoch === undefined) return;
    void fetchSession().then(setSession);
    void fetchVersion().then(setVersion);
  }, [epoch]);
  return { session, version };
}
