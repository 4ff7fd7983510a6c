/**
 * Runs in the page before anything of it: the microphone becomes a line on which the bench speaks, and it is written
 * down when the page lets the caller sound and when it stops them. Times are in milliseconds.
 */
{
  const answerWithinMs = 15_000;
  const quietMs = 1_500;
  const loud = 0.02;
  const mine = new WeakSet();
  const starts = [];
  const stops = [];
  let heardUntilMs = 0;
  let line;

  navigator.mediaDevices.getUserMedia = async () => {
    const context = line?.context ?? new AudioContext({ sampleRate: 16_000 });
    await context.resume();
    line ??= { context, out: context.createMediaStreamDestination() };
    return line.out.stream.clone();
  };

  /** What goes round lies under the call, and nobody says it. */
  const isCaller = (source) => !mine.has(source) && !source.loop;

  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (when = 0, ...rest) {
    if (isCaller(this)) {
      const inMs = Math.max(0, when - this.context.currentTime) * 1000;
      starts.push(performance.now() + inMs);
      heardUntilMs = performance.now() + inMs + (this.buffer?.duration ?? 0) * 1000;
    }
    start.call(this, when, ...rest);
  };
  const stop = AudioScheduledSourceNode.prototype.stop;
  AudioBufferSourceNode.prototype.stop = function (when = 0) {
    if (isCaller(this)) {
      stops.push(performance.now());
      heardUntilMs = performance.now();
    }
    stop.call(this, when);
  };

  async function say(wavBase64) {
    if (!line) throw new Error('nobody opened the microphone');
    const bytes = Uint8Array.from(atob(wavBase64), (sign) => sign.charCodeAt(0));
    const buffer = await line.context.decodeAudioData(bytes.buffer);
    const samples = buffer.getChannelData(0);
    const first = samples.findIndex((sample) => Math.abs(sample) > loud);
    const last = samples.findLastIndex((sample) => Math.abs(sample) > loud);
    const source = new AudioBufferSourceNode(line.context, { buffer });
    mine.add(source);
    source.connect(line.out);
    const beganMs = performance.now();
    source.start();
    const at = (index) => beganMs + (index / buffer.sampleRate) * 1000;
    return { firstMs: at(first), lastMs: at(last) };
  }

  async function first(times, afterMs) {
    const untilMs = performance.now() + answerWithinMs;
    while (performance.now() < untilMs) {
      const found = times.find((time) => time > afterMs);
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return null;
  }

  window.desk = {
    /** Resolves once the caller has not been heard for a while. */
    async quiet() {
      while (performance.now() < heardUntilMs + quietMs)
        await new Promise((resolve) => setTimeout(resolve, 50));
    },
    /** Speaks. @returns from its last loud sample to the caller's first; null when none came */
    async ask(wav) {
      const { lastMs } = await say(wav);
      const began = await first(starts, lastMs);
      return began === null ? null : began - lastMs;
    },
    /** Speaks over the caller. @returns from its first loud sample to the caller's silence; null when it was too late */
    async speakOver(wav) {
      if (performance.now() > heardUntilMs - 600) return null;
      const { firstMs } = await say(wav);
      const silent = await first(stops, firstMs);
      return silent === null ? null : silent - firstMs;
    },
  };
}
