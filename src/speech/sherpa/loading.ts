import { EarshotError, toEarshotError } from '../../errors.ts';
import type { Child } from '../../lib/child.ts';

/** How a process ends when native code gives up: sherpa-onnx exits with 255, the system ends it by a signal. */
const nativeEnds = [255, 134, 139].map((code) => `exit code ${code}`);
const nativeSignals = ['SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP'];

function endedInNativeCode({ code, details }: EarshotError): boolean {
  return code === 'child_crashed' && [...nativeEnds, ...nativeSignals].includes(String(details?.how));
}

/** Loads what it is given unless the process that lives now holds it already; whoever asks meanwhile waits with it. */
export function openLoading(child: Child, timeoutMs: number): (config: object) => Promise<void> {
  let loading: { pid: number | undefined; key: string; done: Promise<void> } | undefined;
  return (config) => {
    const key = JSON.stringify(config);
    if (loading && loading.key === key && loading.pid === child.pid) return loading.done;
    const mine = { pid: child.pid, key, done: loadInto(child, config, timeoutMs) };
    loading = mine;
    return mine.done.then(
      () => {
        mine.pid = child.pid;
      },
      (error) => {
        if (loading === mine) loading = undefined;
        throw error;
      },
    );
  };
}

/** Loads a model in a process; a process that ends meanwhile says something of the model, not of a segment. */
export async function loadInto(child: Child, config: object, timeoutMs: number): Promise<void> {
  try {
    await child.call('load', config, { timeoutMs });
  } catch (thrown) {
    throw whyNotLoaded(thrown);
  }
}

/** What a failure to load, or to recognise anything at all, says of a model. */
export function whyNotLoaded(thrown: unknown): EarshotError {
  const error = toEarshotError(thrown);
  if (isShortOfMemory(error)) {
    const details = { ...error.details, reason: 'there was not enough memory to load the model' };
    return new EarshotError('speech_engine_failed', { details, cause: thrown });
  }
  if (endedInNativeCode(error) || error.code === 'internal') {
    return new EarshotError('model_corrupt', { details: error.details ?? {}, cause: thrown });
  }
  if (endedTheProcess(error)) {
    return new EarshotError('speech_engine_failed', {
      details: { ...error.details, reason: 'the speech process ended while it loaded the model' },
      cause: thrown,
    });
  }
  return error;
}

/** The one thing native code does not say by how it ends: running out of memory looks like a broken file. */
function isShortOfMemory(error: EarshotError): boolean {
  return /bad_alloc|cannot allocate memory/i.test(
    `${error.details?.stderr ?? ''}${error.details?.reason ?? ''}`,
  );
}

export function endedTheProcess(thrown: unknown): boolean {
  const { code } = toEarshotError(thrown);
  return code === 'child_crashed' || code === 'child_timeout';
}
