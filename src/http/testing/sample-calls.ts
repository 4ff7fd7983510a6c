import type { CallDetail, CallSummary } from '../../model/api.ts';
import type { ScorecardOutline } from '../../model/scorecard.ts';

export const callId = '01936f5c-7a2e-7b11-9d3a-4f2b8c6d1e0a';
export const silentCallId = '01936f5c-7a2e-7b11-9d3a-4f2b8c6d1e0b';
export const unknownCallId = '01936f5c-7a2e-7b11-9d3a-4f2b8c6d1eff';

export function sampleSummary(id: string): CallSummary {
  return {
    id,
    source: 'recording',
    kind: 'psap',
    state: 'done',
    stage: null,
    progress: null,
    title: 'Smoke in a stairwell',
    startedAt: '2025-03-01T08:15:00.000Z',
    receivedAt: '2025-03-01T09:00:00.000Z',
    durationMs: 61_000,
    agent: 'Desk 4',
    customerNumber: null,
    queue: 'fire',
    direction: 'inbound',
    language: 'en-US',
    score: 81.25,
    band: 'Meets expectations',
    scorecardId: 'psap-911',
    flags: [],
    problem: null,
    match: null,
  };
}

export function sampleDetail(id: string): CallDetail {
  const { match: _match, ...summary } = sampleSummary(id);
  return {
    ...summary,
    externalId: null,
    extra: { console: 4 },
    fileNames: ['stairwell.wav'],
    legs: [],
    metrics: null,
    transcript: {
      language: 'en-US',
      engine: 'given',
      turns: [
        {
          index: 0,
          leg: 0,
          role: 'agent',
          startMs: 0,
          endMs: 1900,
          text: 'What is the address of the emergency?',
          words: [],
          confidence: null,
        },
      ],
    },
    findings: [],
    evaluations: [],
    stages: [],
    hasAudio: true,
  };
}

export const sampleScorecard: ScorecardOutline = {
  id: 'psap-911',
  version: 1,
  title: 'Call taking',
  kind: 'psap',
  threshold: 70,
  bands: [
    { id: 'good', title: 'Meets expectations', atLeast: 70 },
    { id: 'poor', title: 'Below expectations', atLeast: 0 },
  ],
  sections: [
    {
      id: 'opening',
      title: 'Opening',
      criteria: [
        {
          id: 'address',
          title: 'Address',
          question: 'Was the address asked for?',
          answers: 'check',
          weight: 1,
          comment: ['no'],
        },
      ],
    },
  ],
};
