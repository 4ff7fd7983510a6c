import type { ScenarioCard, ScenarioDetail } from '../../model/scenario-card.ts';
import { outlineOf, type Playable, personOf } from '../../simulator/playable.ts';

export function cardOf(play: Playable): ScenarioCard {
  const { channel, line, ending, must } = play.format;
  return {
    ...outlineOf(play),
    ...{ channel, line, lastsS: ending.atS },
    facts: play.facts.length,
    criticalFacts: play.facts.filter(({ format }) => format.critical).length,
    trains: must.map(({ title }) => title),
  };
}

export function scenarioDetail(play: Playable): ScenarioDetail {
  const { caller, should, forbidden, clocks } = play.format;
  return {
    ...cardOf(play),
    caller: personOf(caller, play).role,
    should: should.map(({ title }) => title),
    forbidden: forbidden.map(({ title }) => title),
    clocks: clocks.map(({ title, goalS }) => ({ title, goalS })),
  };
}
