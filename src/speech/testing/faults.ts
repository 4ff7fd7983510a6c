import { createRequire } from 'node:module';
import type { ChildHandlers } from '../../lib/serve-child.ts';
import { type DecodeReply, type DecodeRequest, type SherpaOnnx, sherpaHandlers } from '../sherpa/handlers.ts';

/** The real speech process with one thing wrong, for tests of what happens then. */
export type Decode = (request: DecodeRequest) => Promise<DecodeReply>;

/** A sample that modem sound never has. */
export const poison = -32_768;

export function faultyHandlers(
  spoil: (request: DecodeRequest, decode: Decode) => Promise<DecodeReply>,
): ChildHandlers {
  const handlers = sherpaHandlers(createRequire(import.meta.url)('sherpa-onnx-node') as SherpaOnnx);
  const decode = handlers.decode as unknown as Decode;
  return { ...handlers, decode: (request: DecodeRequest) => spoil(request, decode) };
}
