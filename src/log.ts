import pino from 'pino';

/**
 * The logger. A message is a fixed sentence; what varies travels as fields. Keys that may hold words, names or
 * numbers of a call are removed here, at any of the first three levels of a field.
 */
export type Log = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'> & { child(fields: object): Log };

const removed = [
  'text',
  'words',
  'transcript',
  'turns',
  'name',
  'fileName',
  'agentName',
  'customerNumber',
  'metadata',
  'details',
  'authorization',
  'cookie',
  'apiKey',
  'secret',
];

const paths = removed.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

export interface LogSettings {
  level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** A file to append JSON lines to; standard error when absent. Standard output belongs to answers. */
  file?: string;
}

export function openLog(settings: LogSettings): Log {
  const destination = pino.destination({
    dest: settings.file ?? 2,
    sync: settings.file === undefined,
    mkdir: true,
  });
  return pino(
    {
      level: settings.level,
      base: undefined,
      redact: { paths, censor: '[removed]' },
      serializers: { err: pino.stdSerializers.err },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    destination,
  );
}

/** For tests and one-shot commands. */
export const silentLog: Log = pino({ level: 'silent' });
