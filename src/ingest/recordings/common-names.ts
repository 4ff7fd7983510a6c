/** How some recorder names its files. */
export interface NamePattern {
  /** A regular expression over the name without its extension, with the named groups below. */
  pattern: string;
  /** How the group `time` is written; see `call-time.ts`. */
  timeFormat: string;
}

export interface CommonName extends NamePattern {
  recorder: string;
  example: string;
}

const compact = 'YYYYMMDD-HHmmss';

/**
 * Names that recorders in wide use give their files. The first that applies counts, so the more telling come first.
 *
 * FreePBX writes type-called-calling-time-uniqueid. Which of the two numbers is the agent follows from the type; for
 * ring groups and forced recordings it does not, and nothing is said of them.
 */
export const commonNamePatterns: CommonName[] = [
  {
    recorder: 'FreePBX, a call to an extension from outside',
    pattern: String.raw`^(?<direction>external)-(?<agent>[^-]+)-(?<customer>[^-]+)-(?<time>\d{8}-\d{6})-(?<id>[\w.-]+)$`,
    timeFormat: compact,
    example: 'external-204-5125550142-20260301-142205-1772374925.1187.wav',
  },
  {
    recorder: 'FreePBX, a call to a queue',
    pattern: String.raw`^q-(?<queue>[^-]+)-(?<customer>[^-]+)-(?<time>\d{8}-\d{6})-(?<id>[\w.-]+)$`,
    timeFormat: compact,
    example: 'q-6000-5125550142-20260301-142205-1772374925.1187.wav',
  },
  {
    recorder: 'FreePBX, a call on an inbound route',
    pattern: String.raw`^(?<direction>in)-[^-]+-(?<customer>[^-]+)-(?<time>\d{8}-\d{6})-(?<id>[\w.-]+)$`,
    timeFormat: compact,
    example: 'in-5125550199-5125550142-20260301-142205-1772374925.1187.wav',
  },
  {
    recorder: 'FreePBX, a call to the outside',
    pattern: String.raw`^(?<direction>out)-(?<customer>[^-]+)-(?<agent>[^-]+)-(?<time>\d{8}-\d{6})-(?<id>[\w.-]+)$`,
    timeFormat: compact,
    example: 'out-5125550142-204-20260301-142205-1772374925.1187.wav',
  },
  {
    recorder: 'FreePBX, a call between extensions',
    pattern: String.raw`^(?<direction>internal)-[^-]+-[^-]+-(?<time>\d{8}-\d{6})-(?<id>[\w.-]+)$`,
    timeFormat: compact,
    example: 'internal-204-210-20260301-142205-1772374925.1187.wav',
  },
  {
    recorder: 'FreePBX and Issabel, other types',
    pattern: String.raw`^(?:rg|exten|force|generic|conf|g)-[^-]+-[^-]+-(?<time>\d{8}-\d{6})-(?<id>[\w.-]+)$`,
    timeFormat: compact,
    example: 'rg-600-5125550142-20260301-142205-1772374925.1187.wav',
  },
  {
    recorder: 'Asterisk MixMonitor, named by unique id',
    pattern: String.raw`^(?<id>(?<time>\d{10})\.\d+)$`,
    timeFormat: 'unix',
    example: '1772374925.1187.wav',
  },
  {
    recorder: 'Asterisk, recorded by a feature key',
    pattern: String.raw`^auto-(?<time>\d{10})-[^-]+-[^-]+$`,
    timeFormat: 'unix',
    example: 'auto-1772374925-5125550142-204.wav',
  },
  {
    recorder: 'ViciDial: time, number, and the campaign and agent where they are added',
    pattern: String.raw`^(?:(?:FR|CO|CM)_)?(?:S_)?(?<time>\d{8}-\d{6})_(?<customer>\d{3,15})(?:_(?<queue>[A-Za-z0-9]+))?(?:_(?<agent>[A-Za-z0-9]+))?(?:-all)?$`,
    timeFormat: compact,
    example: '20260301-142205_5125550142_SUPPORT_6666-all.wav',
  },
  {
    recorder: 'Genesys and others: date, time, agent, queue, number',
    pattern: String.raw`^(?<time>\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2})_(?<agent>[^_]+)_(?<queue>[^_]+)_(?<customer>\+?\d{3,15})$`,
    timeFormat: 'iso',
    example: '2026-03-01_14-22-05_jdoe_Billing_+15125550142.wav',
  },
  {
    recorder: 'MiaRec and others: fourteen digits',
    pattern: String.raw`^(?<time>20\d{12})(?:_\d+)?$`,
    timeFormat: 'YYYYMMDDHHmmss',
    example: '20260301142205_2.mp3',
  },
  {
    recorder: 'any that begins with date and time',
    pattern: String.raw`^(?<time>\d{4}-\d{2}-\d{2}[T_ ]\d{2}[:._-]?\d{2}[:._-]?\d{2}(?:Z|[+-]\d{2}:?\d{2})?)(?:[^0-9]|$)`,
    timeFormat: 'iso',
    example: '2026-03-01T14.22.05Z line 3.wav',
  },
  {
    recorder: 'any with compact date and time',
    pattern: String.raw`(?:^|[^0-9])(?<time>\d{8}[-_T]\d{6})(?:[^0-9]|$)`,
    timeFormat: 'iso',
    example: 'line3_20260301_142205.wav',
  },
];
