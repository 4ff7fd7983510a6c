import type { Mood, Person } from './script.ts';

/** What a mood does to a person's voice. */
export interface Manner {
  rate: number;
  pitch: number;
  levelDb: number;
  effect?: 'whisper' | 'tremor';
}

export const manners: Record<Mood, Manner> = {
  calm: { rate: 1, pitch: 1, levelDb: 0 },
  bright: { rate: 1.05, pitch: 1.08, levelDb: 1 },
  flat: { rate: 0.96, pitch: 0.93, levelDb: -1 },
  firm: { rate: 0.95, pitch: 0.97, levelDb: 2 },
  soft: { rate: 0.93, pitch: 0.98, levelDb: -3 },
  weary: { rate: 0.87, pitch: 0.94, levelDb: -2 },
  urgent: { rate: 1.12, pitch: 1.08, levelDb: 2 },
  panicked: { rate: 1.2, pitch: 1.2, levelDb: 4 },
  crying: { rate: 0.95, pitch: 1.14, levelDb: 0, effect: 'tremor' },
  annoyed: { rate: 1.08, pitch: 1.06, levelDb: 2 },
  angry: { rate: 1.12, pitch: 1.14, levelDb: 4 },
  whispered: { rate: 0.92, pitch: 1, levelDb: -9, effect: 'whisper' },
};

/** The diphone voice's own median pitch; it alone is told its pitch in hertz. */
const kalPitchHz = 105;

/** How each kind of base voice is told its pitch: two by a factor, one in hertz, one only after the fact. */
export function pitchSettings(person: Person, pitch: number): { settings: string[]; cents: number } {
  const before = pitch / person.tract;
  switch (person.voice) {
    case 'slt':
    case 'awb':
      return { settings: ['--setf', `f0_shift=${before.toFixed(4)}`], cents: 0 };
    case 'kal16':
      return {
        settings: [
          '--setf',
          `int_f0_target_mean=${(kalPitchHz * before).toFixed(2)}`,
          '--setf',
          `int_f0_target_stddev=${(14 * before).toFixed(2)}`,
        ],
        cents: 0,
      };
    case 'rms':
      return { settings: [], cents: Math.round(1200 * Math.log2(before)) };
  }
}
