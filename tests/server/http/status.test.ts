import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import {
  cameraReport,
  deviceReport,
  onePixelPng,
  outputReport,
  switchReport,
} from './memory-services.ts';
import { type OpenServer, openServer } from './open-server.ts';

let server: OpenServer;
let ready = true;
beforeAll(async () => {
  server = await openServer({ isReady: () => ready });
});
afterAll(() => server.close());

const outcome = async (path: string, call?: Parameters<OpenServer['call']>[1]) => {
  const { status, json } = await server.call(path, call);
  return `${status} ${json?.error.code ?? '-'}`;
};

test('health says that it lives and which version it is; ready waits for the show', async () => {
  const { json } = await server.call('/api/v1/health');
  expect(json).toEqual({ status: 'ok', version: packageJson.version });
  expect((await server.call('/api/v1/ready')).status).toBe(200);
  ready = false;
  expect(await outcome('/api/v1/ready')).toBe('503 not-ready');
  expect((await server.call('/api/v1/health')).status).toBe(200);
});

test('cameras, outputs and devices are listed, and each camera and output stands alone', async () => {
  expect((await server.call('/api/v1/cameras')).json).toEqual([cameraReport]);
  expect((await server.call('/api/v1/cameras/A')).json).toEqual(cameraReport);
  expect((await server.call('/api/v1/outputs')).json).toEqual([outputReport]);
  expect((await server.call('/api/v1/outputs/main-1')).json).toEqual({
    ...outputReport,
    switches: [switchReport],
  });
  expect((await server.call('/api/v1/devices')).json).toEqual([deviceReport]);
  expect(await outcome('/api/v1/cameras/B')).toBe('404 unknown-camera');
  expect(await outcome('/api/v1/outputs/none')).toBe('404 unknown-output');
});

describe('the picture of an output', () => {
  test('comes as PNG with its frame number', async () => {
    const reply = await server.call('/api/v1/outputs/main-1/frame.png');
    expect(reply.headers).toMatchObject({
      'content-type': 'image/png',
      'cyclorama-frame': '119',
      'cache-control': 'no-store',
    });
    expect(reply.bytes).toEqual(onePixelPng);
  });

  test('is refused when there is no such output, no page, or no answer', async () => {
    expect(await outcome('/api/v1/outputs/none/frame.png')).toBe('404 unknown-output');
    server.services.captures.answer = undefined;
    expect(await outcome('/api/v1/outputs/main-1/frame.png')).toBe('409 no-answer');
    server.services.outputs[0] = { ...outputReport, connected: false };
    expect(await outcome('/api/v1/outputs/main-1/frame.png')).toBe('409 not-connected');
    server.services.outputs[0] = outputReport;
  });

  test('is handed in by the page that was asked, and by no other', async () => {
    const path = '/api/v1/outputs/main-1/captures/t-1';
    const headers = { 'content-type': 'image/png', 'cyclorama-frame': '1234' };
    const put = { method: 'PUT', headers, body: onePixelPng };
    expect((await server.call(path, put)).status).toBe(204);
    expect(server.services.captures.delivered).toEqual([
      { output: 'main-1', token: 't-1', bytes: onePixelPng.length, frame: 1234 },
    ]);
    expect(await outcome('/api/v1/outputs/main-1/captures/t-2', put)).toBe('404 unknown-token');
    expect(await outcome(path, { ...put, body: Buffer.from('GIF89a') })).toBe('422 bad-picture');
    const jpeg = { ...headers, 'content-type': 'image/jpeg' };
    expect(await outcome(path, { ...put, headers: jpeg })).toBe('415 content-type');
    for (const frame of ['', '-1', '1.5', 'x']) {
      const odd = { ...headers, 'cyclorama-frame': frame };
      expect(await outcome(path, { ...put, headers: odd })).toBe('400 no-frame');
    }
  });

  test('is kept small for its tile', async () => {
    const path = '/api/v1/outputs/main-1/thumbnail';
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(100)]);
    const put = (body: Buffer) => ({
      method: 'PUT',
      headers: { 'content-type': 'image/jpeg' },
      body,
    });
    expect(await outcome(`${path}.jpg`)).toBe('204 -');
    expect((await server.call(path, put(jpeg))).status).toBe(204);
    const reply = await server.call(`${path}.jpg`);
    expect([reply.headers['content-type'], reply.bytes]).toEqual(['image/jpeg', jpeg]);
    expect(await outcome(path, put(onePixelPng))).toBe('422 bad-picture');
    expect(await outcome(path, put(Buffer.alloc(600_000)))).toBe('413 too-large');
    expect(await outcome('/api/v1/outputs/none/thumbnail', put(jpeg))).toBe('404 unknown-output');
  });
});

test('metrics come in the Prometheus text format, with what was refused', async () => {
  await server.call('/', { headers: { host: 'evil.example' } });
  const { text, headers } = await server.call('/metrics');
  expect(headers['content-type']).toContain('text/plain');
  for (const line of [
    'cyclorama_epoch 3',
    'cyclorama_revision 7',
    'cyclorama_camera_refused_total{camera="A",reason="bounds"} 2',
    'cyclorama_device_packets_total{device="sim"} 41',
    'cyclorama_device_refused_total{device="sim",reason="checksum"} 3',
    'cyclorama_output_fps{output="main-1"} 60',
    'cyclorama_recorder_rolling 0',
    'cyclorama_recorder_take_lost 0',
    'cyclorama_recorder_alarm 0',
    'cyclorama_http_refused_total{reason="unknown-host"} 1',
  ]) {
    expect(text).toContain(`${line}\n`);
  }
  expect(text).toMatch(/cyclorama_event_loop_lag_seconds\{quantile="1"\} [\d.e-]+/);
  expect(text).toMatch(/cyclorama_heap_bytes \d+/);
  expect((await server.call('/metrics')).text).toContain('reason="checksum"} 3\n');
});
