import captureUrl from './capture.worklet.ts?worker&url';

/** One frame of one leg, from the audio thread. */
export interface CapturedFrame {
  samples: Int16Array;
  /** 0 to 1. */
  peak: number;
}

export interface CaptureChoice {
  /** Null for whichever the browser prefers. */
  deviceId: string | null;
  /** Whether the browser may clean the sound up. It does it for ears: recognisers do better without. */
  cleanUp: boolean;
  /** Whether the other side comes from a tab that is shared. */
  tab: boolean;
}

export interface Capture extends AsyncDisposable {
  sampleRateHz: number;
  /** Takes another microphone; the legs go on. */
  replace(choice: CaptureChoice): Promise<void>;
  /** From a key or a click, where the browser let nothing run before one. */
  resume(): Promise<void>;
}

interface CaptureEvents {
  onFrame(leg: number, frame: CapturedFrame): void;
  /** The microphone, or the shared tab, is gone. */
  onGone(leg: number): void;
}

const wantedRateHz = 16_000;
const framesPerSecond = 50;

/** @throws TabWithoutSound, and DOMException as the browser has it */
export async function openCapture(choice: CaptureChoice, events: CaptureEvents): Promise<Capture> {
  await using opened = new AsyncDisposableStack();
  // The tab first: browsers ask for it only right after a click.
  const tab = choice.tab ? await shareTab() : null;
  if (tab) opened.defer(() => stop(tab));
  let microphone = await openMicrophone(choice);
  opened.defer(() => stop(microphone));
  const { context, source } = await openContext(microphone);
  opened.defer(() => context.close());
  await context.audioWorklet.addModule(captureUrl);

  function openLeg(leg: number): AudioWorkletNode {
    const frameSamples = Math.round(context.sampleRate / framesPerSecond);
    const node = new AudioWorkletNode(context, 'capture', {
      channelCount: 1,
      channelCountMode: 'explicit',
      processorOptions: { frameSamples },
    });
    node.port.onmessage = ({ data }: MessageEvent<CapturedFrame>) => events.onFrame(leg, data);
    // It says nothing; but what leads nowhere is not rendered.
    node.connect(context.destination);
    return node;
  }

  const node = openLeg(0);
  source.connect(node);
  watch(microphone, () => events.onGone(0));
  if (tab) {
    context.createMediaStreamSource(tab).connect(openLeg(1));
    watch(tab, () => events.onGone(1));
  }
  const all = opened.move();
  return {
    sampleRateHz: context.sampleRate,
    async replace(next) {
      const stream = await openMicrophone(next);
      stop(microphone);
      microphone = stream;
      context.createMediaStreamSource(stream).connect(node);
      watch(stream, () => events.onGone(0));
    },
    resume: () => context.resume(),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

/** A tab was shared without its sound. */
class TabWithoutSound extends Error {
  override readonly name = 'TabWithoutSound';
}

async function openMicrophone({ deviceId, cleanUp }: CaptureChoice): Promise<MediaStream> {
  return await navigator.mediaDevices.getUserMedia({
    audio: {
      ...(deviceId === null ? {} : { deviceId: { exact: deviceId } }),
      echoCancellation: cleanUp,
      noiseSuppression: cleanUp,
      autoGainControl: cleanUp,
    },
  });
}

async function shareTab(): Promise<MediaStream> {
  // Browsers share no sound without a picture; the picture is let go at once.
  const stream = await navigator.mediaDevices.getDisplayMedia({ audio: true, video: true });
  const sound = stream.getAudioTracks();
  if (sound.length === 0) {
    stop(stream);
    throw new TabWithoutSound();
  }
  return new MediaStream(sound);
}

/** At the wanted rate; at that of the machine where the browser does not convert the rate of a microphone. */
async function openContext(
  stream: MediaStream,
): Promise<{ context: AudioContext; source: MediaStreamAudioSourceNode }> {
  const context = new AudioContext({ sampleRate: wantedRateHz });
  try {
    return { context, source: context.createMediaStreamSource(stream) };
  } catch (error) {
    await context.close();
    if (!(error instanceof DOMException) || error.name !== 'NotSupportedError') throw error;
    const own = new AudioContext();
    return { context: own, source: own.createMediaStreamSource(stream) };
  }
}

function watch(stream: MediaStream, gone: () => void): void {
  for (const track of stream.getAudioTracks()) track.addEventListener('ended', gone);
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
