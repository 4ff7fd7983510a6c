/** Who wrote the transcript: nobody here, or the engine and model. */
export function engineWords(engine: string): string {
  return engine === 'given' ? 'came with the call' : `heard by ${engine}`;
}
