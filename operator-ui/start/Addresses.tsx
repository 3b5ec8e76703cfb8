import { qrAddress, type Session } from './session.ts';

/** Under which addresses other machines reach this server, with codes for tablets. */
export function Addresses({ session }: { session: Session }) {
  return (
    <section aria-label="Addresses">
      <h2>From another machine</h2>
      {!session.lan && (
        <p className="start-hint">
          The server listens on this machine only. Start it with <code>npm start -- --lan</code> to
          reach it from tablets and wall machines, over HTTPS and with a key.
        </p>
      )}
      {session.lan && <AddressList session={session} />}
    </section>
  );
}

function AddressList({ session }: { session: Session }) {
  return (
    <ul className="start-addresses">
      {session.addresses.map(({ url, qr }) => (
        <li key={url}>
          {qr && <img src={qrAddress(qr)} alt={`QR code of ${url}`} width={160} height={160} />}
          <code>{url}</code>
        </li>
      ))}
    </ul>
  );
}
