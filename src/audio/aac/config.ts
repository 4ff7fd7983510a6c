import { BitReader } from './bits.ts';

/** What an AudioSpecificConfig says (ISO/IEC 14496-3, section 1.6.2.1). */
export interface AacConfig {
  /** 2 is low complexity, the only one decoded here. */
  objectType: number;
  rateIndex: number;
  /** Of the core; with SBR the sound was recorded at twice this. */
  sampleRateHz: number;
  channelConfig: number;
  /** 0 where only the packets tell. */
  channels: number;
  /** HE-AAC: the upper half of the band is described, not coded (SBR); v2: so is the second channel (PS). */
  sbr: boolean;
  ps: boolean;
  /** Frames of 960 samples instead of 1024 (digital radio). */
  shortFrames: boolean;
}

const sampleRates = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350,
];

export function parseAudioSpecificConfig(setup: Uint8Array): AacConfig {
  const bits = new BitReader(setup);
  let objectType = readObjectType(bits);
  const rate = readRate(bits);
  const channelConfig = bits.read(4);
  let sbr = objectType === 5 || objectType === 29;
  let ps = objectType === 29;
  if (sbr) {
    readRate(bits);
    objectType = readObjectType(bits);
  }
  const shortFrames = bits.bit() === 1;
  if (bits.bit()) bits.skip(14);
  bits.skip(1);
  const channels = channelConfig > 0 ? channelConfig : 0;
  // Behind a plain config old players stop reading; newer ones find SBR announced there.
  if (!sbr && channelConfig > 0 && bits.left >= 16 && bits.read(11) === 0x2b7) {
    sbr = readObjectType(bits) === 5 && bits.bit() === 1;
    if (sbr) readRate(bits);
    if (sbr && bits.left >= 12 && bits.read(11) === 0x548) ps = bits.bit() === 1;
  }
  return {
    objectType,
    ...rate,
    channelConfig,
    channels: channels === 7 ? 8 : channels,
    sbr,
    ps,
    shortFrames,
  };
}

function readObjectType(bits: BitReader): number {
  const type = bits.read(5);
  return type === 31 ? 32 + bits.read(6) : type;
}

function readRate(bits: BitReader): { rateIndex: number; sampleRateHz: number } {
  const index = bits.read(4);
  if (index !== 15) return { rateIndex: index, sampleRateHz: sampleRates[index] ?? 0 };
  // A rate that is written out uses the tables of the nearest one in the list (table 4.82).
  const sampleRateHz = bits.read(24);
  const bounds = [92_017, 75_132, 55_426, 46_009, 37_566, 27_713, 23_004, 18_783, 13_856, 11_502, 9391, 0];
  return { rateIndex: bounds.findIndex((bound) => sampleRateHz >= bound), sampleRateHz };
}
