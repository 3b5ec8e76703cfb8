/** What a session can run on, fastest first, by platform (Node's names). The processor comes last and always. */
const byPlatform: Readonly<Record<string, readonly string[]>> = {
  linux: ['cuda', 'webgpu'],
  win32: ['cuda', 'dml', 'webgpu'],
  darwin: ['coreml', 'webgpu'],
};

/** Execution providers in the order in which they are tried, of those that the runtime knows. */
export function providersFor(platform: string, supported: readonly string[]): string[] {
  const wanted = byPlatform[platform] ?? [];
  return [...wanted.filter((name) => supported.includes(name)), 'cpu'];
}
