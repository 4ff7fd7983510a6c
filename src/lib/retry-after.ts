/** Seconds or a date (RFC 9110, 10.2.3), as milliseconds from now; null when absent or not readable. */
export function readRetryAfter(value: string | string[] | null | undefined, nowMs: number): number | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, Math.round(seconds * 1000));
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs);
}
