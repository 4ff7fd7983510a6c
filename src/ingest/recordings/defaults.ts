import type { Kind, Role } from '../../model/call.ts';
import type { CallMetadata } from '../../model/intake.ts';
import type { IntakeSettings } from './settings.ts';

/** The kind of a call of which nobody said it, by the rules in settings; undefined when none fits. */
export function defaultKind(
  metadata: CallMetadata,
  settings: Pick<IntakeSettings, 'kinds'>,
): Kind | undefined {
  return settings.kinds.find((rule) => isOfQueue(metadata, rule.queue))?.kind;
}

/** Who speaks on each channel where nobody said it, by the rules in settings; undefined when none fits. */
export function defaultChannels(
  metadata: CallMetadata,
  settings: Pick<IntakeSettings, 'channels' | 'kinds'>,
): Role[] | undefined {
  const kind = metadata.kind ?? defaultKind(metadata, settings);
  const fitting = settings.channels.find((rule) => {
    return (rule.kind === undefined || rule.kind === kind) && isOfQueue(metadata, rule.queue);
  });
  return fitting?.channels;
}

function isOfQueue({ queue }: CallMetadata, wanted: string | undefined): boolean {
  return wanted === undefined || (queue !== undefined && matches(queue, wanted));
}

/** Whether a text is of a form in which `*` stands for any text, whatever the case. */
function matches(text: string, form: string): boolean {
  const [first = '', ...others] = form.toLowerCase().split('*');
  const last = others.pop();
  const lower = text.toLowerCase();
  if (last === undefined) return lower === first;
  if (!lower.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = lower.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return lower.endsWith(last) && lower.length - last.length >= at;
}
