import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { info, messageOf, ok, warn } from './finding.mjs';

/** @typedef {import('./finding.mjs').Finding} Finding */

const HTTP_PORT = 8080;

/** @type {readonly { port: number, use: string }[]} */
const UDP_PORTS = [
  { port: 9000, use: 'OSC' },
  { port: 40000, use: 'FreeD' },
  { port: 55555, use: 'OpenTrackIO' },
];

const OPENTRACKIO_GROUP = '239.135.1.1';

/** @param {number} port @returns {Promise<string | undefined>} the reason why it cannot be had */
export function tcpPortProblem(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(messageOf(error)));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () =>
      server.close(() => resolve(undefined)),
    );
  });
}

/** @param {number} port @returns {Promise<string | undefined>} the reason why it cannot be had */
export function udpPortProblem(port) {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', (error) => {
      socket.close();
      resolve(messageOf(error));
    });
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () =>
      socket.close(() => resolve(undefined)),
    );
  });
}

/** @returns {Promise<boolean>} whether the HTTP port is busy because Cyclorama is running */
async function cycloramaAnswers() {
  try {
    const url = `http://127.0.0.1:${HTTP_PORT}/api/v1/health`;
    return (await fetch(url, { signal: AbortSignal.timeout(1_000) })).ok;
  } catch {
    return false;
  }
}

/** @returns {Promise<Finding[]>} */
export async function checkPorts() {
  const running = await cycloramaAnswers();
  const http = await tcpPortProblem(HTTP_PORT);
  const httpFix = `End the program that has it, or start with \`npm start -- --port 8081\``;
  const findings = [portFinding(`port ${HTTP_PORT}/tcp`, 'HTTP', http, running, httpFix)];
  for (const { port, use } of UDP_PORTS) {
    const problem = await udpPortProblem(port);
    const fix = `End the program that has it, or give the device another port in the show`;
    findings.push(portFinding(`port ${port}/udp`, use, problem, running, fix));
  }
  return findings;
}

/**
 * @param {string} name
 * @param {string} use
 * @param {string | undefined} problem
 * @param {boolean} running
 * @param {string} fix
 * @returns {Finding}
 */
function portFinding(name, use, problem, running, fix) {
  if (!problem) return ok(name, `free for ${use}`);
  return running
    ? ok(name, `${use}: in use, and a Cyclorama is running here`)
    : warn(name, `${use}: ${problem}`, fix);
}

/** @returns {{ name: string, address: string }[]} */
function ipv4Interfaces() {
  return Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? [])
      .filter((entry) => entry.family === 'IPv4')
      .map((entry) => ({ name, address: entry.address })),
  );
}

/** @returns {Promise<Finding>} */
export async function checkInterfaces() {
  const texts = ipv4Interfaces().map(({ name, address }) => `${name} ${address}`);
  if (texts.some((text) => !text.endsWith(' 127.0.0.1'))) return ok('network', texts.join(', '));
  const fix = 'Connect the network that trackers and walls are on';
  return info('network', texts.join(', ') || 'no interface', fix);
}

/** @param {string} address @returns {Promise<string | undefined>} why it cannot be joined there */
function joinProblem(address) {
  return new Promise((resolve) => {
    const socket = createSocket({ type: 'udp4', reuseAddr: true });
    const end = (/** @type {string | undefined} */ problem) => {
      socket.close();
      resolve(problem);
    };
    socket.once('error', (error) => end(messageOf(error)));
    socket.bind(0, () => {
      try {
        socket.addMembership(OPENTRACKIO_GROUP, address);
        end(undefined);
      } catch (error) {
        end(messageOf(error));
      }
    });
  });
}

/** @returns {Promise<Finding>} */
export async function checkMulticast() {
  const joined = [];
  const refused = [];
  for (const { name, address } of ipv4Interfaces()) {
    const problem = await joinProblem(address);
    if (problem) refused.push(`${name}: ${problem}`);
    else joined.push(name);
  }
  const where = [...new Set(joined)].join(', ');
  if (refused.length === 0 && joined.length > 0)
    return ok('multicast', `can be joined on ${where}`);
  const fix = 'OpenTrackIO and PSN by multicast need it; unicast works without';
  return warn('multicast', [...refused, where ? `joined on ${where}` : 'nowhere'].join('; '), fix);
}
