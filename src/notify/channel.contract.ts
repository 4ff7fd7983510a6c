import { describe, expect, test } from 'vitest';
import { EarshotError } from '../errors.ts';
import { systemClock } from '../lib/clock.ts';
import type { Notice } from './channel.ts';
import { type ChannelSettings, openChannels, signalsOf } from './channels.ts';
import { closedPort, openFakeTcp } from './testing/fake-tcp.ts';
import { sampleAlert, sampleNotice } from './testing/sample-notice.ts';

/** What the other side is like: as it should be, too busy for a moment, or of the mind that we are wrong. */
export type OtherSide = 'well' | 'busy' | 'refused';

/** A channel under test, with its other side. */
export interface ChannelUnderTest extends AsyncDisposable {
  /** Settings named `c`. */
  settings(otherSide: OtherSide): ChannelSettings;
  /** The same, with the other side at another port of this machine. */
  settingsAt(port: number): ChannelSettings;
  /** Everything that arrived, one text for each. */
  received(): Promise<string[]>;
  /** What must never be in an error. */
  secrets: string[];
}

/** What every channel must do, whatever lies behind it. */
export function describeChannel(name: string, openUnderTest: () => Promise<ChannelUnderTest>): void {
  const send = async (settings: ChannelSettings, notice: Notice, abort = new AbortController().signal) => {
    await using channels = openChannels([settings], { clock: systemClock });
    await channels.send('c', notice, abort);
  };

  describe(`a channel of the type ${name}`, () => {
    test('an alert arrives once, with its rule, its call and where to look, and without words', async () => {
      await using own = await openUnderTest();
      const notice = sampleNotice();
      await send(own.settings('well'), notice);
      const received = await own.received();
      expect(received).toHaveLength(1);
      for (const part of [notice.alert.title, 'Line 4', notice.alert.id]) expect(received[0]).toContain(part);
      expect(received[0]).not.toContain('words');
    });

    test('what was said goes along only when it is handed over', async () => {
      await using own = await openUnderTest();
      await send(own.settings('well'), sampleNotice({ words: 'somebody is at the door' }));
      expect((await own.received())[0]).toContain('somebody is at the door');
    });

    test('a title with line breaks and markup stays one title', async () => {
      await using own = await openUnderTest();
      const alert = sampleAlert({ callTitle: 'Line\r\nBcc: <you@there.test> & more' });
      await send(own.settings('well'), sampleNotice({ alert }));
      const [received] = await own.received();
      expect(received).not.toMatch(/^Bcc:/m);
      expect(received).toContain('more');
    });

    test('everything it says it can tell is taken', async () => {
      await using own = await openUnderTest();
      const settings = own.settings('well');
      for (const signal of signalsOf(settings)) await send(settings, sampleNotice({ signal }));
      expect((await own.received()).length).toBeGreaterThanOrEqual(signalsOf(settings).length);
    });

    test('another side that is busy may be tried again, one that refuses may not', async () => {
      await using own = await openUnderTest();
      expect(await errorOf(send(own.settings('busy'), sampleNotice()))).toMatchObject({
        code: 'channel_unreachable',
        retryable: true,
      });
      expect(await errorOf(send(own.settings('refused'), sampleNotice()))).toMatchObject({
        code: 'channel_refused',
        retryable: false,
      });
    });

    test('another side that is gone, or silent until the time is up, may be tried again', async () => {
      await using own = await openUnderTest();
      const gone = own.settingsAt(await closedPort());
      expect((await errorOf(send(gone, sampleNotice()))).code).toBe('channel_unreachable');
      await using silent = await openFakeTcp();
      const late = send(own.settingsAt(silent.port), sampleNotice(), AbortSignal.timeout(200));
      expect((await errorOf(late)).code).toBe('channel_unreachable');
    });

    test('no error holds a secret or a word of the alert', async () => {
      await using own = await openUnderTest();
      const notice = sampleNotice({ words: 'somebody is at the door' });
      const errors = [
        await errorOf(send(own.settings('busy'), notice)),
        await errorOf(send(own.settings('refused'), notice)),
        await errorOf(send(own.settingsAt(await closedPort()), notice)),
      ];
      for (const error of errors) {
        const told = JSON.stringify([error.message, error.details, String(error.cause ?? '')]);
        for (const secret of [...own.secrets, 'at the door', 'Line 4']) expect(told).not.toContain(secret);
      }
    });
  });
}

export async function errorOf(work: Promise<unknown>): Promise<EarshotError> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof EarshotError) return thrown;
  throw new Error('it did not fail with an error of ours', { cause: thrown });
}
