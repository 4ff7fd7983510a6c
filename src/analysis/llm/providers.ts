import type { LanguageModel } from 'ai';
import type { MemberSettings } from './settings.ts';

/** A model that was given by an object; a bare name would go to a gateway on the internet. */
export type OpenModel = Exclude<LanguageModel, string>;

const ollamaUrl = 'http://127.0.0.1:11434/v1';

/** Opens a model; nothing is sent. A provider's package is loaded only when one of its models is in the chain. */
export async function openModel(member: MemberSettings): Promise<OpenModel> {
  const { model, apiKey, baseUrl: baseURL } = member;
  const where = { ...(apiKey ? { apiKey } : {}), ...(baseURL ? { baseURL } : {}) };
  switch (member.provider) {
    case 'google':
      return (await import('@ai-sdk/google')).createGoogleGenerativeAI(where)(model);
    case 'groq':
      return (await import('@ai-sdk/groq')).createGroq(where)(model);
    case 'openai':
      return (await import('@ai-sdk/openai')).createOpenAI(where)(model);
    case 'openrouter':
      return (await import('@openrouter/ai-sdk-provider')).createOpenRouter(where)(model);
    case 'anthropic':
      return (await import('@ai-sdk/anthropic')).createAnthropic(where)(model);
    case 'ollama':
    case 'openai-compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      return createOpenAICompatible({
        name: member.provider,
        baseURL: baseURL ?? ollamaUrl,
        ...(apiKey ? { apiKey } : {}),
        supportsStructuredOutputs: sendsSchema(member),
      })(model);
    }
  }
}

/** Ollama's cloud takes a schema and ignores it, its own server keeps to it; of unknown servers nothing is expected. */
export function sendsSchema({ structuredOutputs, provider, baseUrl }: MemberSettings): boolean {
  return (
    structuredOutputs ?? (provider === 'ollama' ? baseUrl === undefined : provider !== 'openai-compatible')
  );
}
