import type { CallState } from '../../../../../src/model/call.ts';
import classes from './Transcript.module.css';

const reasons: Record<CallState, string> = {
  queued: 'It is written once this call has its turn.',
  processing: 'It is being written; it appears here by itself.',
  'waiting for a speech engine': 'It is written as soon as a speech engine is set up.',
  failed: 'It was not written; the reason stands above.',
  done: 'This call has none.',
};

export function NoTranscript({ state }: { state: CallState }) {
  return <p className={classes.quiet}>No transcript yet. {reasons[state]}</p>;
}
