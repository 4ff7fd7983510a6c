import { formatInstant } from '../../../format/time.ts';
import { SpeakerLabel } from '../../../parts/SpeakerLabel.tsx';
import { speakerOf } from '../../../parts/speaker.ts';
import { sourceWords, wordsOfCode } from '../../../words.ts';
import { useCallDesk } from '../call-desk.ts';
import { engineWords } from './engine-words.ts';
import { legWords } from './leg-words.ts';
import classes from './Measures.module.css';
import { RoleChoice } from './RoleChoice.tsx';
import { Stages } from './Stages.tsx';

export function AboutCall() {
  const { call } = useCallDesk();
  const facts: [string, string | null][] = [
    ['Began', call.startedAt && formatInstant(call.startedAt)],
    ['Received', formatInstant(call.receivedAt)],
    ['Source', sourceWords[call.source]],
    ['Customer number', call.customerNumber],
    ['Language', call.language ?? call.transcript?.language ?? null],
    ['Transcript', call.transcript && engineWords(call.transcript.engine)],
    ['Id elsewhere', call.externalId],
    ['Files', call.fileNames.join(', ')],
    ...Object.entries(call.extra).map(([key, value]): [string, string] => [
      wordsOfCode(key),
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
    ['Id', call.id],
  ];
  return (
    <>
      <h2 className={classes.title}>Steps</h2>
      <Stages />
      {call.legs.length > 0 && (
        <>
          <h2 className={classes.title}>Who speaks where</h2>
          <dl className={classes.facts}>
            {call.legs.map((leg) => (
              <div key={leg.index} style={{ display: 'contents' }}>
                <dt>
                  <SpeakerLabel speaker={speakerOf(leg, call.kind)} />
                </dt>
                <dd>
                  <RoleChoice leg={leg} name={legWords(leg)} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <h2 className={classes.title}>Facts</h2>
      <dl className={classes.facts}>
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}
