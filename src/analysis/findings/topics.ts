import type { Finding } from '../../model/judgement.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { Pack, Topic } from '../packs/pack.ts';
import { hitsIn } from '../rules/phrases.ts';
import { isBy } from '../rules/window.ts';
import type { HeardCall } from '../text/hear.ts';
import { callFinding } from './transcript.ts';

const mostTopics = 4;

/** What the call is about: the topics of its pack that are spoken of most, the strongest first. */
export function topicFindings(call: JudgedCall, heard: HeardCall, packs: readonly Pack[]): Finding[] {
  const topics = packs
    .filter((pack) => call.kind === null || pack.format.kind === call.kind)
    .flatMap((pack) => pack.topics);
  const found = topics
    .map((topic) => ({ topic, hits: topicHits(topic, heard) }))
    .filter(({ hits }) => hits.length > 0);
  const turnsOf = (hits: { turn: { index: number } }[]) => new Set(hits.map((hit) => hit.turn.index)).size;
  return found
    .sort((a, b) => turnsOf(b.hits) - turnsOf(a.hits) || a.hits[0]!.turn.index - b.hits[0]!.turn.index)
    .slice(0, mostTopics)
    .map(({ topic, hits }) => {
      const { turn, from, to } = hits[0]!;
      return callFinding(call, {
        kind: 'topic',
        type: topic.id,
        value: topic.title,
        turn: turn.index,
        chars: { start: turn.tokens[from]!.start, end: turn.tokens[to - 1]!.end },
        span: { startMs: turn.startMs, endMs: turn.endMs },
        confidence: turnsOf(hits) > 1 ? 0.9 : 0.7,
      });
    });
}

function topicHits(topic: Topic, heard: HeardCall) {
  return heard.turns
    .filter((turn) => isBy(turn, topic.by))
    .flatMap((turn) => hitsIn(topic.phrases, turn, heard));
}
