/** `call.wav` → `call`, `call.transcript.json` → `call.transcript`. */
export function stemOf(name: string): string {
  return name.replace(/\.[^.]+$/, '');
}
