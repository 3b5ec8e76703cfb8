import { loadOwnCertificate, type TlsFiles } from '../../../server/security/certificate.ts';

/** A certificate of Cyclorama's own making, for servers beside it. */
export const tlsFiles = (folder: string, address: string): Promise<TlsFiles> =>
  loadOwnCertificate(folder, { dns: ['localhost'], ip: ['127.0.0.1', address] }, Date.now());
