import { z } from 'zod';
import { Kind, Source } from './call.ts';
import { Severity } from './judgement.ts';

/** When somebody is told of a call at once: rules, what they raised, and how word of it travels. */

/** Why a delivery failed, without what varies: an address may hold a secret. */
const Problem = z.object({ code: z.string(), message: z.string() });

const Id = z.string().regex(/^[a-z][a-z0-9-]*$/, 'small letters, digits and - only');
const Names = z.array(z.string().min(1)).min(1);
const Seconds = z.number().min(0).max(86_400);

/** A step that was not done: something not found in the call, or marks of its scorecard that say no. */
const Step = z.union([
  z.strictObject({ found: z.string().min(1), types: Names.optional() }),
  z.strictObject({ criteria: Names }),
  z.strictObject({ fault: z.enum(['critical', 'major']) }),
]);

/** What raises an alert. */
export const AlertWhen = z.discriminatedUnion('kind', [
  /** Said of the call as it is and not called over afterwards. */
  z.strictObject({
    kind: z.literal('risk'),
    tiers: z.array(z.int().min(1).max(3)).min(1).optional(),
    /** Ids of the pack's lexicon. */
    categories: Names.optional(),
    statuses: z
      .array(z.enum(['asserted', 'possible']))
      .min(1)
      .default(['asserted']),
  }),
  z.strictObject({
    kind: z.literal('step_missing'),
    step: Step,
    /** A clock of the pack that must have begun; the time counts from it. */
    after: z.string().min(1).optional(),
    atS: Seconds,
  }),
  /** A need of an open call (`docs/live.md`), from a weight up. */
  z.strictObject({
    kind: z.literal('need'),
    codes: Names,
    weight: z.enum(['watch', 'soon', 'now']).default('soon'),
    /** Not before it has lasted so long. */
    forS: Seconds.default(0),
  }),
  z.strictObject({
    kind: z.literal('low_score'),
    below: z.number().min(0).max(100),
    afterS: Seconds,
    leastCoverage: z.number().min(0).max(1).default(0.5),
  }),
  z.strictObject({ kind: z.literal('dead_air'), quietS: Seconds }),
  z.strictObject({
    kind: z.literal('phrase'),
    says: Names,
    by: z.enum(['agent', 'customer', 'anyone']).default('anyone'),
  }),
  /** A finding of a kind and type: a topic, a type of incident, a complaint. */
  z.strictObject({
    kind: z.literal('category'),
    found: z.string().min(1),
    types: Names.optional(),
    values: Names.optional(),
  }),
  z.strictObject({ kind: z.literal('distress'), types: Names.default(['uncooperative']) }),
  /** So many calls about what is probably one event: of one family of incidents, at nearly the same place. */
  z.strictObject({
    kind: z.literal('same_event'),
    calls: z.int().min(2).max(100),
    withinS: Seconds,
  }),
  /** An evaluation below the threshold of its scorecard by so many points or more. */
  z.strictObject({
    kind: z.literal('below_threshold'),
    by: z.number().min(0).max(100).default(0),
    /** On these scorecards; on the call's main one when absent. */
    scorecards: Names.optional(),
  }),
  z.strictObject({ kind: z.literal('auto_fail'), ids: Names.optional() }),
]);
export type AlertWhen = z.infer<typeof AlertWhen>;

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 22:00');

/** By the clock of the machine Earshot runs on; may go over midnight. */
export const QuietHours = z.strictObject({ from: ClockTime, to: ClockTime });
export type QuietHours = z.infer<typeof QuietHours>;

/** What of a rule may be set on top of its file. */
const Adjustable = z.strictObject({
  enabled: z.boolean().default(true),
  severity: Severity,
  /** Who it is for. */
  team: z.string().trim().min(1).max(100).default('supervisors'),
  /** When all but critical alerts are held back; null: those of the settings. */
  quietHours: QuietHours.nullable().default(null),
  /** Names of channels; null: those of the settings for this severity. The dashboard always shows it. */
  channels: z.array(z.string().min(1)).max(20).nullable().default(null),
  /** Told when nobody has acknowledged it for so long; null: never. */
  escalateAfterS: z.number().min(5).max(86_400).nullable().default(null),
  /** The same again within this time counts as one. */
  dedupeS: Seconds.default(900),
});

export const AlertRule = Adjustable.extend({
  id: Id,
  title: z.string().min(1).max(200),
  /** Calls that are open, or calls as they are stored once they are judged. */
  calls: z.enum(['open', 'stored']),
  when: AlertWhen,
}).superRefine(({ calls, when }, context) => {
  const ofOpen = ['need', 'dead_air', 'low_score', 'same_event'].includes(when.kind);
  const ofStored = when.kind === 'below_threshold';
  if ((ofOpen && calls === 'stored') || (ofStored && calls === 'open')) {
    const message = `${when.kind} is told of ${ofOpen ? 'open' : 'stored'} calls only`;
    context.addIssue({ code: 'custom', path: ['calls'], message });
  }
});
export type AlertRule = z.infer<typeof AlertRule>;

/** Replaces everything that was set before: what is left out is as the file has it. */
export const AlertRuleChange = z
  .strictObject({
    enabled: z.boolean(),
    severity: Severity,
    team: z.string().trim().min(1).max(100),
    quietHours: QuietHours.nullable(),
    channels: z.array(z.string().min(1)).max(20).nullable(),
    escalateAfterS: z.number().min(5).max(86_400).nullable(),
    dedupeS: Seconds,
  })
  .partial();
export type AlertRuleChange = z.infer<typeof AlertRuleChange>;

/** A rule as it is in force, and what of it was set here. */
export const AlertRuleInForce = z.object({
  rule: AlertRule,
  /** The pack it comes from. */
  pack: z.string(),
  changed: z.array(z.string()),
});
export type AlertRuleInForce = z.infer<typeof AlertRuleInForce>;

export const AlertRuleList = z.object({ rules: z.array(AlertRuleInForce) });
export type AlertRuleList = z.infer<typeof AlertRuleList>;

const Instant = z.iso.datetime();
const AlertState = z.enum(['open', 'acknowledged', 'resolved']);
export type AlertState = z.infer<typeof AlertState>;
export const Verdict = z.enum(['useful', 'noise']);
export type Verdict = z.infer<typeof Verdict>;

/** A rule that came true of a call. Holds no words of anybody on it. */
export const Alert = z.object({
  id: z.uuid(),
  ruleId: z.string(),
  title: z.string(),
  severity: Severity,
  team: z.string(),
  state: AlertState,
  /** Why, in one sentence. */
  reason: z.string(),
  callId: z.uuid(),
  callTitle: z.string().nullable(),
  source: Source,
  kind: Kind.nullable(),
  /** Where in the call: on its own clock, and the turn that shows it. */
  atMs: z.number().nonnegative(),
  turn: z.int().nonnegative().nullable(),
  raisedAt: Instant,
  /** How often the same came again and was not raised anew. */
  repeats: z.int().nonnegative(),
  acknowledgedAt: Instant.nullable(),
  acknowledgedBy: z.string().nullable(),
  resolvedAt: Instant.nullable(),
  escalatedAt: Instant.nullable(),
  verdict: Verdict.nullable(),
});
export type Alert = z.infer<typeof Alert>;

/** What of an alert is told. */
export const Signal = z.enum(['raised', 'escalated', 'acknowledged', 'resolved', 'test']);
export type Signal = z.infer<typeof Signal>;

/** pending: not tried yet. failed: tried, and to be tried again. dead: given up until a person sends it again. */
export const DeliveryState = z.enum(['pending', 'sent', 'failed', 'dead']);
export type DeliveryState = z.infer<typeof DeliveryState>;

export const Delivery = z.object({
  id: z.uuid(),
  alertId: z.uuid(),
  channel: z.string(),
  signal: Signal,
  state: DeliveryState,
  tries: z.int().nonnegative(),
  nextTryAt: Instant.nullable(),
  sentAt: Instant.nullable(),
  problem: Problem.nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

export const AlertItem = Alert.extend({ deliveries: z.array(Delivery) });
export type AlertItem = z.infer<typeof AlertItem>;

export const AlertQuery = z.object({
  state: AlertState.optional(),
  severity: Severity.optional(),
  team: z.string().max(100).optional(),
  ruleId: z.string().max(200).optional(),
  callId: z.uuid().optional(),
  /** Only those of which a delivery was given up. */
  dead: z.stringbool().optional(),
  limit: z.coerce.number().int().min(0).max(200).default(50),
  /** The id of the last alert of the page before. */
  after: z.uuid().optional(),
});
export type AlertQuery = z.infer<typeof AlertQuery>;

export const AlertList = z.object({
  alerts: z.array(AlertItem),
  /** Pass as `after` for the next page; null on the last. */
  next: z.uuid().nullable(),
  /** Of all alerts, whatever was asked for. */
  counts: z.object({
    open: z.int().nonnegative(),
    openCritical: z.int().nonnegative(),
    dead: z.int().nonnegative(),
  }),
});
export type AlertList = z.infer<typeof AlertList>;

/** Who does it, as they call themselves: there are no accounts yet. */
export const AlertAct = z.strictObject({
  author: z.string().trim().min(1).max(100).nullable().default(null),
});
export type AlertAct = z.infer<typeof AlertAct>;

export const AlertFeedback = AlertAct.extend({ verdict: Verdict.nullable() });
export type AlertFeedback = z.infer<typeof AlertFeedback>;

/** How good a rule is, from what people did with its alerts. */
export const LedgerLine = z.object({
  ruleId: z.string(),
  title: z.string(),
  raised: z.int().nonnegative(),
  repeats: z.int().nonnegative(),
  acknowledged: z.int().nonnegative(),
  useful: z.int().nonnegative(),
  noise: z.int().nonnegative(),
  /** The share of useful ones among those with a verdict, with its 95 % interval (Wilson); null without any. */
  precision: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  medianAcknowledgeMs: z.number().nonnegative().nullable(),
  /** Of alerts on open calls: how long before the end of the call they were raised. */
  medianLeadMs: z.number().nonnegative().nullable(),
});
export type LedgerLine = z.infer<typeof LedgerLine>;

export const AlertLedger = z.object({ since: Instant, lines: z.array(LedgerLine) });
export type AlertLedger = z.infer<typeof AlertLedger>;

export const ChannelStanding = z.object({
  name: z.string(),
  type: z.string(),
  signals: z.array(Signal),
  /** What goes there by itself: severities, and alerts that nobody acknowledged. */
  takes: z.array(z.enum(['info', 'warning', 'critical', 'escalated'])),
  sent: z.int().nonnegative(),
  waiting: z.int().nonnegative(),
  dead: z.int().nonnegative(),
  lastProblem: Problem.nullable(),
});
export type ChannelStanding = z.infer<typeof ChannelStanding>;

export const ChannelList = z.object({ channels: z.array(ChannelStanding) });
export type ChannelList = z.infer<typeof ChannelList>;

/** A server-sent event, besides those of calls: an alert was raised, or something about it changed. */
export const AlertEvent = z.object({
  type: z.literal('alert'),
  callId: z.uuid(),
  change: z.enum(['raised', 'escalated', 'changed']),
  alert: Alert,
});
export type AlertEvent = z.infer<typeof AlertEvent>;
