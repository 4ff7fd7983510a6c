import type { z } from 'zod';
import type { Clock } from '../lib/clock.ts';
import type { Alert, Signal } from '../model/alert.ts';

/** Something about an alert that a channel is to be told. */
export interface Notice {
  /** The same for every try, so that whoever gets it twice can tell. */
  deliveryId: string;
  signal: Signal;
  alert: Alert;
  /** What was said at that moment; null where settings keep it from going out. */
  words: string | null;
  /** Where the dashboard shows it. */
  link: string;
}

/** A way out for alerts, open. */
export interface Channel extends AsyncDisposable {
  /**
   * Resolves when the other side has taken it. Tries once: whoever sends keeps what is to be sent, and tries again.
   * @throws channel_unreachable (with `retryAfterMs` where the other side gave a time), channel_refused; never with
   *   an address, a key or a word of the notice in it
   */
  send(notice: Notice, abort: AbortSignal): Promise<void>;
}

export interface ChannelDeps {
  clock: Clock;
}

/** A kind of channel. One entry in `channels.ts`, one file each; its settings have a `type` and a `name`. */
export interface ChannelType<Settings extends z.ZodType> {
  settings: Settings;
  /** What of an alert it can tell. */
  signals: readonly Signal[];
  open(settings: z.output<Settings>, deps: ChannelDeps): Promise<Channel>;
}
