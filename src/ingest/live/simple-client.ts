import { z } from 'zod';
import { EarshotError } from '../../errors.ts';
import { LiveStart, type ToLiveSource } from '../../model/live.ts';
import type { LiveIntake, LiveLine } from '../live-intake.ts';
import { EncodingWatch } from './encoding-watch.ts';
import { invalid, problemOf, samplesOf } from './protocol.ts';

/**
 * The form for clients that know nothing but JSON: base64 chunks of one leg, in order, named by a call id.
 *
 *   {"call_id":"17","agent_id":"ana","action":"start","sample_rate":8000}
 *   {"call_id":"17","audio_chunk":"…"}      {"call_id":"17","audio_chunk":"…","role":"customer"}
 *   {"call_id":"17","action":"stop"}
 *
 * A client may send several calls over one connection. Chunks stand next to each other: such a client tells no times.
 */
const SimpleMessage = z.looseObject({
  call_id: z.union([z.string().trim().min(1).max(100), z.int()]).transform(String),
  agent_id: z
    .union([z.string().trim().min(1).max(200), z.int()])
    .transform(String)
    .optional(),
  action: z.enum(['start', 'stop']).optional(),
  audio_chunk: z.base64().optional(),
  sample_rate: LiveStart.shape.sampleRateHz.default(16_000),
  encoding: LiveStart.shape.encoding,
  role: z.enum(['agent', 'customer']).optional(),
});

export function isSimple(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'call_id' in message;
}

interface SimpleCall {
  line: LiveLine;
  encoding: LiveStart['encoding'];
  watch: EncodingWatch;
  /** By leg, the position of the next chunk. */
  next: [number, number];
}

/** Both sides have a leg, though the client may send but one. */
const legs = ['customer', 'agent'] as const;

export class SimpleClient {
  readonly #intake: LiveIntake;
  readonly #calls = new Map<string, SimpleCall>();

  constructor(intake: LiveIntake) {
    this.#intake = intake;
  }

  /** @returns what is to be answered, if anything. @throws live_* */
  async take(message: unknown): Promise<unknown> {
    const parsed = SimpleMessage.safeParse(message);
    if (!parsed.success) throw invalid(problemOf(parsed.error));
    const { call_id: id, action, audio_chunk: chunk, role } = parsed.data;
    if (action === 'start') return { type: 'ready', callId: await this.#start(parsed.data) };
    const call = this.#calls.get(id);
    if (!call) throw invalid('a call begins with the action start');
    const warning = chunk === undefined ? undefined : this.#chunk(call, chunk, role === 'agent' ? 1 : 0);
    if (action !== 'stop') return warning && { ...warning, call_id: id };
    this.#calls.delete(id);
    await call.line.end();
    return { type: 'ended', callId: call.line.callId };
  }

  gone(): void {
    for (const { line } of this.#calls.values()) line.gone();
  }

  get isEmpty(): boolean {
    return this.#calls.size === 0;
  }

  async #start(message: z.output<typeof SimpleMessage>): Promise<string> {
    const { call_id: id, agent_id: agent, sample_rate: sampleRateHz, encoding } = message;
    if (this.#calls.has(id)) throw new EarshotError('live_key_in_use');
    const line = await this.#intake.open({
      type: 'start',
      key: `simple call ${id}`,
      sampleRateHz,
      encoding,
      legs: [...legs],
      call: { externalId: id, ...(agent === undefined ? {} : { agent }) },
    });
    const next: SimpleCall['next'] = [line.received()[0] ?? 0, line.received()[1] ?? 0];
    this.#calls.set(id, { line, encoding, watch: new EncodingWatch({ encoding, legs: [...legs] }), next });
    return line.callId;
  }

  /** @returns what is wrong with it, when that has become certain */
  #chunk(call: SimpleCall, chunk: string, leg: 0 | 1): (ToLiveSource & { type: 'warning' }) | undefined {
    const bytes = Buffer.from(chunk, 'base64');
    const samples = samplesOf(bytes, call.encoding);
    call.line.frame(leg, { firstSample: call.next[leg], samples, sequence: null });
    call.next[leg] += samples.length;
    const doubt = call.watch.push(leg, bytes);
    if (doubt === null) return undefined;
    call.line.doubted(leg, doubt);
    return { type: 'warning', code: 'encoding', leg, message: doubt };
  }
}
