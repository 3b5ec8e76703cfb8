import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultDataDir } from '../../../server/config/data-dir.ts';
import { type ConfigSources, describeConfig, readConfig } from '../../../server/config.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cyclorama-config-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const sources = (argv: string[] = [], env: ConfigSources['env'] = {}): ConfigSources => ({
  argv,
  env,
  cwd,
  home: '/home/crew',
  platform: 'linux',
});

function loaded(argv: string[] = [], env: ConfigSources['env'] = {}) {
  const result = readConfig(sources(argv, env));
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}
function faultOf(argv: string[], env: ConfigSources['env'] = {}): string {
  const result = readConfig(sources(argv, env));
  return result.ok ? '' : result.fault.map(({ message }) => message).join('\n');
}
const writeConfig = (text: string, name = 'cyclorama.config.json') =>
  writeFileSync(join(cwd, name), text);

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(loaded().config).toEqual({
      host: '127.0.0.1',
      port: 8080,
      logLevel: 'info',
      logJson: false,
      lan: false,
      allowHost: [],
      dataDir: '/home/crew/.local/share/cyclorama',
    });
  });

  it('takes a flag before the environment, that before the file, and that before the default', () => {
    writeConfig('{ "port": 1001, "host": "10.0.0.1", "logLevel": "warn" }');
    const env = { CYCLORAMA_PORT: '1002', CYCLORAMA_HOST: '10.0.0.2' };
    const { config, origins } = loaded(['--port', '1003'], env);
    expect(config).toMatchObject({ port: 1003, host: '10.0.0.2', logLevel: 'warn', lan: false });
    expect(origins).toMatchObject({
      port: '--port',
      host: 'CYCLORAMA_HOST',
      logLevel: join(cwd, 'cyclorama.config.json'),
      lan: 'default',
    });
  });

  it('is printed with the origin of each value', () => {
    const text = describeConfig(loaded(['--port=0', '--lan'], { CYCLORAMA_LOG_LEVEL: 'debug' }));
    expect(text).toMatch(/^--port +0 +\(--port\)$/m);
    expect(text).toMatch(/^--lan +true +\(--lan\)$/m);
    expect(text).toMatch(/^--log-level +debug +\(CYCLORAMA_LOG_LEVEL\)$/m);
    expect(text).toMatch(/^--show +\/home\/crew\/.*shows\/demo +\(default\)$/m);
  });

  it('reads switches and repeated options', () => {
    const argv = ['--log-json', '--lan=false', '--allow-host', 'a.local', '--allow-host=b.local,c'];
    expect(loaded(argv, { CYCLORAMA_LAN: '1' }).config).toMatchObject({
      logJson: true,
      lan: false,
      allowHost: ['a.local', 'b.local', 'c'],
    });
  });

  it('takes paths from where it was started', () => {
    const { config } = loaded(['--show', 'my/show', '--data-dir', '../data']);
    expect(config.show).toBe(join(cwd, 'my/show'));
    expect(config.dataDir).toBe(join(cwd, '../data'));
  });

  it('reads another file when it is named', () => {
    writeConfig('{ "port": 7 }', 'mine.json');
    expect(loaded(['--config', 'mine.json']).config.port).toBe(7);
    expect(loaded([], { CYCLORAMA_CONFIG: 'mine.json' }).config.port).toBe(7);
    expect(faultOf(['--config', 'gone.json'])).toMatch(/no config file .*gone\.json/);
  });

  it.each<[string[], RegExp]>([
    [['--prot', '80'], /no option --prot\. Did you mean --port\?/],
    [['--show-dir=x'], /no option --show-dir\. Did you mean --show\?/],
    [['show'], /"show" is no option/],
    [['--port'], /--port needs a value/],
    [['--port', '--lan'], /--port needs a value/],
    [['--port', 'eighty'], /--port: .*number/],
    [['--port', '70000'], /--port: .*65535/],
    [['--log-level', 'loud'], /--log-level: /],
    [['--lan=perhaps'], /--lan: /],
  ])('refuses %j and says what is wrong', (argv, message) => {
    expect(faultOf(argv)).toMatch(message);
  });

  it('names the variable or the file that a wrong value came from', () => {
    expect(faultOf([], { CYCLORAMA_PORT: 'x' })).toMatch(/^CYCLORAMA_PORT: /);
    writeConfig('{ "port": "x" }');
    expect(faultOf([])).toMatch(/cyclorama\.config\.json: /);
    writeConfig('{ "prot": 1 }');
    expect(faultOf([])).toMatch(/no option "prot"\. Did you mean "port"\?/);
    writeConfig('[]x');
    expect(faultOf([])).toMatch(/must hold a JSON object/);
  });

  it('puts data where each system has it', () => {
    const home = '/home/crew';
    const on = (platform: NodeJS.Platform, env = {}) => defaultDataDir({ platform, home, env });
    expect(on('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/cyclorama');
    expect(on('linux', { XDG_DATA_HOME: 'relative' })).toBe('/home/crew/.local/share/cyclorama');
    expect(on('darwin')).toBe('/home/crew/Library/Application Support/cyclorama');
  });
});
