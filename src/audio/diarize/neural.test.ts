import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { systemClock } from '../../lib/clock.ts';
import { silentLog } from '../../log.ts';
import { node, port, tensor, writeModel } from '../../speech/testing/onnx-writer.ts';
import { tinySpeakerEmbedding } from '../../speech/testing/tiny-diarization.ts';
import { openAudio } from '../audio.ts';
import { AudioSettings } from '../settings.ts';
import { conversation, high, low, shareRight } from '../testing/voices.ts';

const folder = mkdtempSync(join(tmpdir(), 'earshot-diarize-'));
const segmentation = join(folder, 'segmentation.onnx');
const embedding = join(folder, 'embedding.onnx');
writeFileSync(segmentation, loudnessSegmentation());
writeFileSync(embedding, tinySpeakerEmbedding()['nemo_en_titanet_small.onnx']!);

const audio = openAudio(AudioSettings.parse({}), { clock: systemClock, log: silentLog });
afterAll(async () => {
  await audio[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

/** The tiny model hears one speaker in ten seconds, so turns are longer. */
const call = conversation([low, high], 4, 30);

test('models of sherpa-onnx tell two voices apart, and the voices say how sure that is', async () => {
  const { speakers, certainty, method } = await audio.separate(call.audio, call.speech, {
    speakers: 2,
    models: { segmentation, embedding },
  });
  expect(method).toContain('sherpa-onnx');
  expect(speakers).toHaveLength(2);
  expect(shareRight(speakers, call.truth)).toBeGreaterThan(0.85);
  expect(certainty).toBeGreaterThan(0.6);
}, 60_000);

test('a damaged model ends its process alone, and the next call is answered', async () => {
  const broken = join(folder, 'broken.onnx');
  writeFileSync(broken, Buffer.alloc(5000, 7));
  const work = audio.separate(call.audio, call.speech, {
    speakers: 2,
    models: { segmentation: broken, embedding },
  });
  await expect(work).rejects.toMatchObject({ code: 'child_crashed' });
  const { method } = await audio.separate(call.audio, call.speech, { speakers: 2 });
  expect(method).toBe('voice features');
}, 60_000);

/** The shape of pyannote's segmentation, which hears its first speaker wherever it is loud. */
function loudnessSegmentation(): Uint8Array {
  return writeModel({
    nodes: [
      node('Abs', ['x'], ['level']),
      node('AveragePool', ['level'], ['frames'], { kernel_shape: [991], strides: [270] }),
      node('Transpose', ['frames'], ['turned'], { perm: [0, 2, 1] }),
      node('MatMul', ['turned', 'gain'], ['loud']),
      node('Add', ['loud', 'quiet'], ['scores']),
      node('LogSoftmax', ['scores'], ['y'], { axis: 2 }),
    ],
    tensors: [
      tensor('gain', 'float', [1, 7], [0, 2000, 0, 0, 0, 0, 0]),
      tensor('quiet', 'float', [7], [20, 0, 0, 0, 0, 0, 0]),
    ],
    inputs: [port('x', 'float', ['N', 1, 'T'])],
    outputs: [port('y', 'float', ['N', 'F', 7])],
    metadata: {
      sample_rate: 16_000,
      window_size: 160_000,
      receptive_field_size: 991,
      receptive_field_shift: 270,
      num_speakers: 3,
      powerset_max_classes: 2,
      num_classes: 7,
    },
  });
}
