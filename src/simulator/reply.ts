import type { DrillState } from '../model/drill.ts';
import { isNonsense } from './listen.ts';
import { complianceNeeded, upsetFrom } from './mood.ts';
import type { Playable, PlayableFact } from './playable.ts';
import { mostReplyWords } from './reply-check.ts';
import { gateOf, hasHappened, isTold, volunteered } from './reveal.ts';
import { everydayLine, factLine, type Line } from './speak.ts';
import type { Occasion } from './speech-format.ts';
import { openingEvent, openingLine } from './timeline.ts';
import type { Understood } from './trainee.ts';

interface Reply {
  state: DrillState;
  lines: Line[];
}

/** What the caller says to a turn of the trainee. Facts come out by their rules and in no other way. */
export function replyTo(understood: Understood, before: DrillState, play: Playable): Reply {
  let reply: Reply = { state: before, lines: [] };
  if (!hasHappened(openingEvent, before)) {
    const { line, state } = openingLine(before.atMs, before, play);
    reply = { state, lines: [line] };
    // Whoever is beside themselves says what is on their mind and has not heard the question.
    if (state.mood.distress >= upsetFrom) return reply;
  }
  const { acts } = understood;
  if (acts.includes('out_of_role')) return aside('out_of_role', reply, play);
  if (acts.includes('insults')) return aside('insulted', reply, play);
  const read = understood.readBack;
  if (read && !read.right) return corrected(read.fact, reply, play);
  if (understood.confirms) {
    reply = aside('confirms', reply, play);
    if (understood.wanted.every(({ id }) => isTold(id, before))) return reply;
  }
  if (understood.wanted.length > 0) return answered(understood, reply, play);
  return reply.lines.length > 0 ? reply : unprompted(understood, reply, play);
}

/** Facts that were asked for, as many as the mood allows; or what stands before them. */
function answered({ wanted, listened }: Understood, before: Reply, play: Playable): Reply {
  let reply = before;
  const untold = wanted.filter(({ id }) => !isTold(id, reply.state));
  const asked = untold.length > 0 ? untold : wanted;
  const gates = asked.map((fact) => ({ fact, gate: gateOf(fact, reply.state, listened) }));
  const open = gates.filter(({ gate }) => gate === 'open').slice(0, roomFor(reply.state));
  for (const { fact } of open) reply = withFact(fact, 'won', reply);
  if (reply.lines.length > before.lines.length) return reply;
  const [closed] = gates.filter(({ gate }) => gate !== 'open');
  return closed ? aside(closed.gate as Occasion, reply, play) : reply;
}

/** How many facts fit into one answer. */
function roomFor({ mood }: DrillState): number {
  if (mood.distress < 2.5) return 3;
  return mood.distress < 3.5 ? 2 : 1;
}

function withFact(fact: PlayableFact, how: Line['how'], reply: Reply): Reply {
  const { line, state } = factLine(fact, how, reply.state);
  return withinLimit([...reply.lines, line]) ? { state, lines: [...reply.lines, line] } : reply;
}

function withinLimit(lines: readonly Line[]): boolean {
  return lines.flatMap(({ text }) => text.split(/\s+/)).length <= mostReplyWords;
}

function aside(occasion: Occasion, reply: Reply, play: Playable): Reply {
  const { line, state } = everydayLine(occasion, reply.state, play);
  return line && withinLimit([...reply.lines, line])
    ? { state, lines: [...reply.lines, line] }
    : { ...reply, state };
}

function corrected(fact: PlayableFact, reply: Reply, play: Playable): Reply {
  return withFact(fact, 'won', aside('corrects', reply, play));
}

/** No fact was asked for: a deed, a question nobody can answer, nonsense, or words that ask nothing. */
function unprompted(understood: Understood, reply: Reply, play: Playable): Reply {
  const { acts, asks, instructs, listened } = understood;
  if (instructs) {
    const needed = complianceNeeded(reply.state.mood, 1);
    return aside(reply.state.mood.compliance >= needed ? 'complies' : 'cannot', reply, play);
  }
  const [offered] = volunteered(reply.state, play);
  if (isNonsense(listened)) return aside('confused', reply, play);
  if (acts.includes('offers_more')) return aside('nothing_more', reply, play);
  if (reply.state.acts.some(({ fault }) => fault) && !asks) return aside('plea', reply, play);
  if (asks) return aside('unknown', reply, play);
  const occasion: Occasion = acts.includes('help_coming')
    ? 'help_coming'
    : acts.includes('feels') || acts.includes('feels_and_acts')
      ? 'feels'
      : 'listens';
  const polite = offered && occasion === 'listens' ? reply : aside(occasion, reply, play);
  return offered ? withFact(offered, 'volunteered', polite) : polite;
}
