import { Button, UnstyledButton, VisuallyHidden } from '@mantine/core';
import IconArrowBarToDown from '@tabler/icons-react/dist/esm/icons/IconArrowBarToDown.mjs';
import { memo } from 'react';
import type { Kind, Role, Turn } from '../../../../src/model/call.ts';
import type { KeptRemark, LiveDetail, LiveNote, Partial } from '../../../../src/model/live.ts';
import { formatDuration, formatStretch } from '../../format/time.ts';
import { SpeakerLabel } from '../../parts/SpeakerLabel.tsx';
import { roleWord } from '../../words.ts';
import classes from './LiveTranscript.module.css';
import type { Follow } from './use-follow-end.ts';

interface Props {
  call: LiveDetail;
  follow: Follow;
  pointed: number | null;
}

/** What was said so far, with what happened to the audio, and at the end the words that may still change. */
export function LiveTranscript({ call, follow, pointed }: Props) {
  const lines = linesOf(call);
  return (
    <section className={classes.transcript} aria-labelledby="transcript-title">
      <h2 id="transcript-title">Transcript</h2>
      <div
        className={classes.scroll}
        ref={follow.ref}
        onScroll={follow.onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        tabIndex={0}
        role="log"
        aria-labelledby="transcript-title"
      >
        {lines.length === 0 && call.partials.length === 0 && (
          <p className={classes.quiet}>
            {call.engine === null
              ? 'Nobody hears this call: its words are not written.'
              : 'Nothing was said yet.'}
          </p>
        )}
        <ol className={classes.turns}>
          {lines.map((line) => (
            <LineOf key={keyOf(line)} line={line} call={call} pointed={pointed} />
          ))}
          {call.partials.map((partial) => (
            <PartialLine key={partial.leg} partial={partial} kind={call.kind} />
          ))}
        </ol>
      </div>
      {!follow.following && (
        <div className={classes.resume}>
          <Button
            radius="xl"
            size="sm"
            leftSection={<IconArrowBarToDown size={16} aria-hidden />}
            onClick={follow.resume}
          >
            Follow the call
          </Button>
        </div>
      )}
    </section>
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
  return <NoteLine note={line.note} call={call} />;
}

function Who({ role, kind }: { role: Role; kind: Kind | null }) {
  return <SpeakerLabel speaker={{ name: roleWord(role, kind), tone: role }} />;
}

const TurnLine = memo(function TurnLine({
  turn,
  kind,
  pointed,
}: {
  turn: Turn;
  kind: Kind | null;
  pointed: boolean;
}) {
  return (
    <li
      className={classes.turn}
      data-turn={turn.index}
      data-speaker={turn.role}
      data-pointed={pointed || undefined}
    >
      <span className={classes.who}>
        <Who role={turn.role} kind={kind} />
        <span className={classes.time}>{formatDuration(turn.startMs)}</span>
      </span>
      <p className={classes.text}>{turn.text}</p>
    </li>
  );
});

function PartialLine({ partial, kind }: { partial: Partial; kind: Kind | null }) {
  return (
    // Read out once it is certain, and not with every word that changes.
    <li className={classes.turn} data-speaker={partial.role} data-partial aria-hidden="true">
      <span className={classes.who}>
        <Who role={partial.role} kind={kind} />
        <span className={classes.time}>still being heard</span>
      </span>
      <p className={classes.text}>
        {partial.stable} <span className={classes.tail}>{partial.tail}</span>
      </p>
    </li>
  );
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
  restart: 'Restart',
  refused: 'Refused',
};

function NoteLine({ note, call }: { note: LiveNote; call: LiveDetail }) {
  const role = note.leg === null ? undefined : call.legs[note.leg]?.role;
  const lasted = note.endMs === null ? 0 : note.endMs - note.startMs;
  return (
    <li className={classes.note}>
      <span>{formatDuration(note.startMs)}</span>
      <span>
        <strong>
          {noteWords[note.kind]}
          {role && `, ${roleWord(role, call.kind).toLowerCase()}`}:
        </strong>{' '}
        {note.text}
        {lasted > 0 && note.kind !== 'gap' && ` (${formatStretch(lasted)})`}
      </span>
    </li>
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
    <li className={classes.note} data-remark={kind}>
      <span>{formatDuration(atMs)}</span>
      <span>
        <strong>
          {remarkWords[kind]} by {author}
          {text !== '' && ':'}
        </strong>{' '}
        {text}
      </span>
    </li>
  );
}

/** Leads to the turn something comes from. */
export function TurnButton({ turn, onGo }: { turn: number; onGo(turn: number): void }) {
  return (
    <UnstyledButton className={classes.chip} onClick={() => onGo(turn)}>
      <VisuallyHidden>Go to </VisuallyHidden>
      turn {turn + 1}
    </UnstyledButton>
  );
}
