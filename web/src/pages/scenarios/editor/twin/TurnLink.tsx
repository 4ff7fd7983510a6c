import { Link } from '@tanstack/react-router';

/** The turn of the real call. */
export function TurnLink({ callId, turn }: { callId: string; turn: number }) {
  return (
    <Link to="/calls/$callId" params={{ callId }} search={{ turn: turn + 1 }}>
      turn {turn + 1}
    </Link>
  );
}
