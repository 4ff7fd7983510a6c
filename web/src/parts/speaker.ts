import type { Kind, Leg, Role } from '../../../src/model/call.ts';
import { roleWord } from '../words.ts';

/** Who is heard on a leg, as screens name and colour them. */
export interface Speaker {
  name: string;
  /** A colour of the theme; two speakers nobody could name yet still look different. */
  tone: Role | 'other2';
}

export function speakerOf(leg: Leg, kind: Kind | null): Speaker {
  if (leg.role !== 'other' || leg.roleSource !== 'unknown') {
    return { name: roleWord(leg.role, kind), tone: leg.role };
  }
  return { name: `Speaker ${leg.index + 1}`, tone: leg.index % 2 === 0 ? 'other' : 'other2' };
}
