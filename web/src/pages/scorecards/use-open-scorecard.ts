import { useNavigate } from '@tanstack/react-router';
import type { VersionPlace } from '../../api/scorecard-editing.ts';

/** Leads to the editor of a version. */
export function useOpenScorecard() {
  const navigate = useNavigate();
  return ({ id, version }: VersionPlace) =>
    navigate({
      to: '/scorecards/$scorecardId/$version',
      params: { scorecardId: id, version: String(version) },
    });
}
