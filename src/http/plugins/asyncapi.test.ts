import { expect, test } from 'vitest';
import { asyncApi } from './asyncapi.ts';

interface Document {
  channels: Record<
    string,
    { address: string; messages: Record<string, { payload: { anyOf?: object[]; oneOf?: object[] } }> }
  >;
  operations: Record<string, { channel: { $ref: string }; messages: { $ref: string }[] }>;
}

const document = asyncApi('1.2.3') as Document;

test('every operation names a channel and a message there is', () => {
  for (const { channel, messages } of Object.values(document.operations)) {
    for (const ref of [channel.$ref, ...messages.map((message) => message.$ref)]) {
      const found = ref
        .slice(2)
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], document);
      expect(found, ref).toBeDefined();
    }
  }
});

test('the messages of a source hold all that the server takes', () => {
  const { payload } = document.channels.liveSource!.messages.fromSource!;
  const kinds = (payload.oneOf ?? payload.anyOf ?? []) as { properties: { type: { const: string } } }[];
  expect(kinds.map((kind) => kind.properties.type.const)).toEqual(['start', 'hold', 'mute', 'stop']);
});
