import type { Turn } from '../../../../src/model/call.ts';
import type { KeptRemark, LiveDetail, LiveNote } from '../../../../src/model/live.ts';
import { formatStretch } from '../../format/time.ts';
import { NoteLine, PartialLine, TurnLine } from '../../parts/spoken/SpokenLines.tsx';
import { SpokenLog } from '../../parts/spoken/SpokenLog.tsx';
import type { Follow } from '../../parts/spoken/use-follow-end.ts';
import { roleWord } from '../../words.ts';

interface Props {
  call: LiveDetail;
  follow: Follow;
  pointed: number | null;
}

/** What was said so far, with what happened to the audio, and at the end the words that may still change. */
export function LiveTranscript({ call, follow, pointed }: Props) {
  const lines = linesOf(call);
  const isEmpty = lines.length === 0 && call.partials.length === 0;
  const quiet =
    call.engine === null ? 'Nobody hears this call: its words are not written.' : 'Nothing was said yet.';
  return (
    <SpokenLog follow={follow} quiet={isEmpty ? quiet : null}>
      {lines.map((line) => (
        <LineOf key={keyOf(line)} line={line} call={call} pointed={pointed} />
      ))}
      {call.partials.map(({ leg, role, stable, tail }) => (
        <PartialLine key={leg} speaker={role} kind={call.kind} stable={stable} tail={tail} />
      ))}
    </SpokenLog>
  );
}

type Line = { startMs: number } & ({ turn: Turn } | { note: LiveNote } | { remark: KeptRemark });

function linesOf({ turns, notes, remarks }: LiveDetail): Line[] {
  const lines: Line[] = turns.map((turn) => ({ startMs: turn.startMs, turn }));
  lines.push(...notes.map((note) => ({ startMs: note.startMs, note })));
  lines.push(...remarks.map((remark) => ({ startMs: remark.atMs, remark })));
  return lines.sort((a, b) => a.startMs - b.startMs);
}

function keyOf(line: Line): string {
  if ('turn' in line) return `${line.turn.leg}-${line.startMs}`;
  if ('remark' in line) return line.remark.id;
  return `${line.note.kind}${line.startMs}${line.note.text}`;
}

function LineOf({ line, call, pointed }: { line: Line; call: LiveDetail; pointed: number | null }) {
  if ('turn' in line)
    return <TurnLine turn={line.turn} kind={call.kind} pointed={line.turn.index === pointed} />;
  if ('remark' in line) return <RemarkLine remark={line.remark} />;
  return <LiveNoteLine note={line.note} call={call} />;
}

const noteWords: Record<LiveNote['kind'], string> = {
  gap: 'Gap',
  hold: 'Hold',
  mute: 'Mute',
  stall: 'Stall',
  jump: 'Jump',
  drift: 'Drift',
  reconnected: 'Back again',
  engine: 'Speech engine',
  encoding: 'Encoding',
  restart: 'Restart',
  copy: 'Other servers',
  refused: 'Refused',
};

function LiveNoteLine({ note, call }: { note: LiveNote; call: LiveDetail }) {
  const role = note.leg === null ? undefined : call.legs[note.leg]?.role;
  const lasted = note.endMs === null ? 0 : note.endMs - note.startMs;
  return (
    <NoteLine atMs={note.startMs}>
      <strong>
        {noteWords[note.kind]}
        {role && `, ${roleWord(role, call.kind).toLowerCase()}`}:
      </strong>{' '}
      {note.text}
      {lasted > 0 && note.kind !== 'gap' && ` (${formatStretch(lasted)})`}
    </NoteLine>
  );
}

const remarkWords: Record<KeptRemark['kind'], string> = {
  flag: 'Flag',
  note: 'Note',
  message: 'Message',
};

/** What somebody added to the call while it is open. */
function RemarkLine({ remark: { kind, author, text, atMs } }: { remark: KeptRemark }) {
  return (
    <NoteLine atMs={atMs} said>
      <strong>
        {remarkWords[kind]} by {author}
        {text !== '' && ':'}
      </strong>{' '}
      {text}
    </NoteLine>
  );
}
