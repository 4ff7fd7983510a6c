import { serveChild } from '../../lib/serve-child.ts';
import { faultyHandlers } from './faults.ts';

/** Answers nothing when the audio begins with digital silence, as Parakeet TDT was reported to; noise cures it. */
serveChild(
  faultyHandlers(async (request, decode) => {
    const reply = await decode(request);
    const beginsSilent = request.samples
      .subarray(0, request.sampleRateHz / 20)
      .every((sample) => sample === 0);
    return beginsSilent && request.noise === 0 ? { ...reply, text: '', tokens: [], timestamps: [] } : reply;
  }),
);
