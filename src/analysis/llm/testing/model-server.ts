import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the server was sent: the task, and the call as data. */
export interface Received {
  instructions: string;
  prompt: string;
}

/** How one request is answered: a whole answer, or what a server does instead of giving one. */
export type Script =
  | { text: string; finishReason?: string }
  | { status: number; headers?: Record<string, string>; body?: string }
  | 'never'
  | 'hang up';

export interface ModelServer extends AsyncDisposable {
  url: string;
  received: Received[];
}

/** A server that speaks the chat protocol of OpenAI and answers as it is told; the last script stands for the rest. */
export async function openModelServer(
  scripts: readonly (Script | ((asked: Received) => Script))[],
): Promise<ModelServer> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const bytes of request) body += bytes;
    const asked = askedIn(body);
    const script = scripts[Math.min(received.length, scripts.length - 1)]!;
    received.push(asked);
    answer(typeof script === 'function' ? script(asked) : script, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function askedIn(body: string): Received {
  const { messages } = JSON.parse(body) as { messages: { role: string; content: unknown }[] };
  const of = (role: string) =>
    messages.filter((one) => one.role === role).map(({ content }) => textOf(content));
  return { instructions: of('system').join('\n'), prompt: of('user').join('\n') };
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return (content as { text?: string }[]).map((part) => part.text ?? '').join('');
}

function answer(script: Script, response: ServerResponse): void {
  if (script === 'never') return;
  if (script === 'hang up') {
    response.destroy();
    return;
  }
  if ('status' in script) {
    response.writeHead(script.status, { 'content-type': 'application/json', ...script.headers });
    response.end(script.body ?? JSON.stringify({ error: { message: 'scripted' } }));
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      id: 'scripted',
      object: 'chat.completion',
      created: 0,
      model: 'scripted',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: script.text },
          finish_reason: script.finishReason ?? 'stop',
        },
      ],
      usage: { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 },
    }),
  );
}
