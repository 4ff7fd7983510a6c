import { EarshotError } from '../../errors.ts';
import { displayName } from '../../lib/file-name.ts';
import type { Role } from '../../model/call.ts';
import type { CallMetadata } from '../../model/intake.ts';
import { readFileName } from './file-names.ts';
import { invalidMetadata, mergeMetadata, metadataFromFields } from './metadata.ts';
import { type NameReader, nameReader } from './name-patterns.ts';
import { pairFiles } from './pairing.ts';
import type { IntakeSettings } from './settings.ts';
import { readSidecar, type Sidecar } from './sidecar.ts';

export interface TextFile {
  fileName: string;
  text: string;
}

/** Everything that came with the recordings of one call. */
export interface CallPapers {
  /** Of the recordings, in their order. */
  fileNames: string[];
  /** What the recordings' names have in common, where that is known already. */
  name?: string;
  /** Who speaks in each recording, where their names tell. */
  channels?: Role[];
  fields?: Record<string, string>;
  sidecars?: TextFile[];
}

export interface CallDescription {
  metadata: CallMetadata;
  /** The transcript that was in a sidecar. */
  transcript?: TextFile;
  /** The name of a file beside the sidecar that holds the transcript. */
  transcriptFile?: string;
}

/**
 * Reads file names as settings say.
 * @param settings ones that were parsed, so that every pattern in them is sound
 */
export function openNameReader(
  settings: Pick<IntakeSettings, 'fileNamePatterns' | 'commonFileNames' | 'fileNameTimeZone'>,
): NameReader {
  return nameReader({
    patterns: settings.fileNamePatterns,
    common: settings.commonFileNames,
    timeZone: settings.fileNameTimeZone,
  });
}

/**
 * What is known of a call before it is heard. Fields of a form count most, then sidecars, then file names.
 * @throws metadata_invalid, metadata_unknown_key
 */
export function describeCall(papers: CallPapers, readName: NameReader): CallDescription {
  const sidecars = (papers.sidecars ?? []).map(({ fileName, text }) => ({
    fileName,
    text,
    ...readSidecar(text, fileName),
  }));
  const fromSidecars = agreed(sidecars);
  const transcript = theTranscript(sidecars);
  return {
    metadata: mergeMetadata(
      metadataFromFields(papers.fields ?? {}),
      fromSidecars,
      fromNames(papers, readName),
    ),
    ...transcript,
  };
}

/**
 * For a way in where there is no folder and transcripts have a place of their own: an upload.
 * @throws metadata_invalid, metadata_unknown_key
 */
export function parseMetadata(
  given: { fields: Record<string, string>; sidecar?: string; fileNames: string[] },
  readName: NameReader,
): CallMetadata {
  const { fields, fileNames, sidecar } = given;
  const sidecars = sidecar === undefined ? [] : [{ fileName: 'metadata', text: sidecar }];
  const { metadata, transcript, transcriptFile } = describeCall({ fields, fileNames, sidecars }, readName);
  if (transcript || transcriptFile) {
    throw invalidMetadata([{ path: 'transcript', problem: 'send the transcript in a field of its own' }]);
  }
  return metadata;
}

function fromNames(papers: CallPapers, readName: NameReader): CallMetadata {
  const names = papers.fileNames.map(displayName);
  const pair = pairFiles(names).calls.find(({ recordings }) => recordings.length === 2);
  const common = papers.name ?? pair?.name;
  const stems = [
    ...(common === undefined ? [] : [displayName(common)]),
    ...names.map((name) => readFileName(name).writtenStem),
  ];
  let found: CallMetadata = {};
  for (const stem of stems) {
    found = readName(stem);
    if (Object.keys(found).length > 0) break;
  }
  const channels = papers.channels ?? channelsOf(pair, names);
  return channels ? { ...found, channels } : found;
}

/** Roles in the order in which the files came, which need not be that of the pair. */
function channelsOf(
  pair: { recordings: string[]; channels?: [Role, Role] } | undefined,
  names: string[],
): Role[] | undefined {
  if (!pair?.channels || names.length !== 2) return undefined;
  return pair.recordings[0] === names[0] ? pair.channels : pair.channels.toReversed();
}

/** Each leg may bring a sidecar of its own: what both say must be the same. */
function agreed(sidecars: (Sidecar & TextFile)[]): CallMetadata {
  const merged: Record<string, unknown> = {};
  for (const { metadata, fileName } of sidecars) {
    for (const [key, value] of Object.entries(metadata)) {
      if (key in merged && JSON.stringify(merged[key]) !== JSON.stringify(value)) {
        throw invalidMetadata([{ path: key, problem: 'two sidecars of this call say different things' }], {
          fileName,
        });
      }
      merged[key] = value;
    }
  }
  return merged as CallMetadata;
}

function theTranscript(sidecars: (Sidecar & TextFile)[]): Omit<CallDescription, 'metadata'> {
  const [found, second] = sidecars.filter(({ transcript }) => transcript !== undefined);
  if (second) {
    throw new EarshotError('metadata_invalid', {
      details: {
        fileName: second.fileName,
        fields: [{ path: 'transcript', problem: 'two sidecars of this call hold a transcript' }],
      },
    });
  }
  if (!found?.transcript) return {};
  const { transcript, fileName, text } = found;
  if (transcript.kind === 'file') return { transcriptFile: transcript.name };
  return { transcript: { fileName, text: transcript.kind === 'inline' ? transcript.text : text } };
}
