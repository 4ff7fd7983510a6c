import IconEar from '@tabler/icons-react/dist/esm/icons/IconEar.mjs';
import IconEarOff from '@tabler/icons-react/dist/esm/icons/IconEarOff.mjs';
import type { SpeechOverview } from '../../../../src/model/api.ts';
import { useSpeech } from '../../api/speech.ts';
import { Notice } from '../../parts/Notice.tsx';
import classes from './HotWords.module.css';

/** Whether what is written here has any effect, and which engines would give it one. */
export function WhoTakesThem() {
  const { data } = useSpeech();
  return (
    <>
      {data && <Standing speech={data} />}
      <details className={classes.engines}>
        <summary>Which engines take hot words</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Heard by</th>
              <th scope="col">Takes them</th>
            </tr>
          </thead>
          <tbody>
            {engines.map(([engine, takes]) => (
              <tr key={engine}>
                <th scope="row">{engine}</th>
                <td>{takes}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

const engines = [
  [
    'Streaming zipformer models (live-zipformer …)',
    'Yes: lists for every call. Those of queues when a turn is read again',
  ],
  ['Zipformer models for recordings', 'Yes'],
  ['An OpenAI-compatible endpoint', 'Yes, the first 600 letters: those of the queue come first'],
  ['Parakeet TDT', 'No, unless speech.sherpa.hotWordsWithParakeet is set'],
  ['Parakeet CTC, Whisper, Canary, Moonshine, SenseVoice', 'No'],
] as const;

function Standing({ speech: { engine, hotWords } }: { speech: SpeechOverview }) {
  if (!engine) {
    return (
      <Notice tone="fair" icon={IconEarOff} title="No speech engine is set up">
        What you write here is kept, and used once an engine that takes hot words hears calls.
      </Notice>
    );
  }
  return hotWords.used ? (
    <Notice tone="info" icon={IconEar} title={`${engine.model} takes hot words`}>
      Calls that begin after you save are heard with them.
    </Notice>
  ) : (
    <Notice tone="fair" icon={IconEarOff} title={`${engine.model} takes no hot words`}>
      It hears the next recording, and what you write here does not help it. Open calls may be heard by a
      streaming model that does.
    </Notice>
  );
}
