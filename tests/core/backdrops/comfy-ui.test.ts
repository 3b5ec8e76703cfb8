import { describe, expect, it } from 'vitest';
import {
  comfyOutcome,
  comfyRefusal,
  isComfyRunning,
  parseComfyBinary,
  parseComfyText,
} from '../../../core/backdrops/comfy-ui/messages.ts';
import { filledWorkflow, parseWorkflow } from '../../../core/backdrops/comfy-ui/workflow.ts';

/** A placeholder of a workflow, which looks like one of a template. */
const slot = (name: string): string => `\${${name}}`;

const graph = {
  '3': { class_type: 'KSampler', inputs: { seed: slot('seed'), steps: 20, model: ['4', 0] } },
  '5': { class_type: 'EmptyLatentImage', inputs: { width: slot('width'), height: slot('height') } },
  '6': {
    class_type: 'CLIPTextEncode',
    inputs: { text: `360 panorama, ${slot('prompt')}`, clip: ['4', 1] },
  },
};
const values = { prompt: 'a "wet" street', negative: '', seed: 7, width: 2048, height: 1024 };

describe('a ComfyUI workflow', () => {
  it('takes values where its placeholders stand, numbers as numbers, links as they were', () => {
    const parsed = parseWorkflow(graph);
    if (!parsed.ok) throw new Error(parsed.fault[0]?.message);
    const filled = filledWorkflow(parsed.value, values);
    expect(filled['3']?.inputs).toEqual({ seed: 7, steps: 20, model: ['4', 0] });
    expect(filled['5']?.inputs).toEqual({ width: 2048, height: 1024 });
    expect(filled['6']?.inputs.text).toBe('360 panorama, a "wet" street');
    expect(parsed.value['3']?.inputs.seed).toBe(slot('seed'));
  });

  it.each([
    [{ nodes: [], links: [] }, /Export \(API\)/],
    [{ '1': { class_type: 'X', inputs: { text: slot('prompt') } } }, /Write "\$\{seed\}"/],
    [
      { ...graph, '9': { class_type: 'X', inputs: { a: slot('colour') } } },
      /no placeholder "\$\{colour\}"/,
    ],
    [{ '1': { inputs: {} } }, /./],
    ['no graph', /./],
  ])('is refused with what to do: %#', (document, words) => {
    const parsed = parseWorkflow(document);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.fault[0]?.message).toMatch(words);
  });
});

describe('what ComfyUI says', () => {
  it('is progress, an end, a failure, or nothing that is known', () => {
    const said = (type: string, data: object) => parseComfyText(JSON.stringify({ type, data }));
    expect(said('progress', { value: 3, max: 20, prompt_id: 'p', node: '3' })).toEqual({
      type: 'progress',
      promptId: 'p',
      value: 3,
      max: 20,
    });
    expect(said('executing', { node: null, prompt_id: 'p' })).toEqual({
      type: 'done',
      promptId: 'p',
    });
    expect(said('executing', { node: '3', prompt_id: 'p' })).toBeUndefined();
    expect(
      said('execution_error', {
        prompt_id: 'p',
        exception_message: 'out of memory',
        node_type: 'KSampler',
      }),
    ).toEqual({
      type: 'failed',
      promptId: 'p',
      reason: 'out of memory in KSampler.',
    });
    for (const strange of [
      '',
      '{',
      'null',
      '[]',
      '{"type":"progress","data":{"max":0}}',
      '{"type":"crystools.monitor","data":{}}',
    ]) {
      expect(parseComfyText(strange)).toBeUndefined();
    }
  });

  it('has pictures on the way, behind eight bytes', () => {
    const frame = Uint8Array.from([0, 0, 0, 1, 0, 0, 0, 2, 0x89, 0x50]);
    expect(parseComfyBinary(frame)).toEqual({
      type: 'preview',
      contentType: 'image/png',
      bytes: Uint8Array.from([0x89, 0x50]),
    });
    expect(parseComfyBinary(frame.subarray(0, 8))).toBeUndefined();
    expect(parseComfyBinary(Uint8Array.from([0, 0, 0, 9, 0, 0, 0, 1, 1]))).toBeUndefined();
    expect(parseComfyBinary(Uint8Array.from([0, 0, 0, 1, 0, 0, 0, 7, 1]))).toBeUndefined();
  });

  it('names its pictures in its history, those that were saved before those that were shown', () => {
    const entry = {
      outputs: {
        '8': { images: [{ filename: 'preview.png', subfolder: '', type: 'temp' }] },
        '9': { images: [{ filename: 'a.png', subfolder: 'x', type: 'output' }] },
      },
    };
    expect(comfyOutcome({ p: entry }, 'p')).toEqual({
      images: [{ filename: 'a.png', subfolder: 'x', type: 'output' }],
      isFailed: false,
    });
    expect(comfyOutcome({}, 'p')).toBeUndefined();
    expect(
      comfyOutcome({ p: { outputs: {}, status: { status_str: 'error' } } }, 'p')?.isFailed,
    ).toBe(true);
  });

  it('tells why it refuses a graph, node by node, and which prompt runs', () => {
    const refusal = comfyRefusal({
      error: {
        type: 'prompt_outputs_failed_validation',
        message: 'Prompt outputs failed validation',
      },
      node_errors: { '4': { errors: [{ message: 'Value not in list', details: 'ckpt_name' }] } },
    });
    expect(refusal).toBe('Prompt outputs failed validation; node 4: Value not in list (ckpt_name)');
    expect(comfyRefusal(null)).toBe('The workflow was refused');
    expect(isComfyRunning({ queue_running: [[0, 'p', {}, {}, []]], queue_pending: [] }, 'p')).toBe(
      true,
    );
    expect(isComfyRunning({ queue_running: [], queue_pending: [[0, 'p']] }, 'p')).toBe(false);
    expect(isComfyRunning('x', 'p')).toBe(false);
  });
});
