import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { FileRole, ModelType } from '../model-types.ts';
import { modelTypes } from '../model-types.ts';
import { Speaker } from '../synthesis/speaker.ts';

const types = Object.keys(modelTypes) as [ModelType, ...ModelType[]];

const Damage = z.object({
  code: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});

/** What Earshot writes beside a model's files when it installs one. */
export const Manifest = z.object({
  name: z.string(),
  title: z.string(),
  type: z.enum(types),
  licence: z.string(),
  languages: z.array(z.string()),
  /** Names by role; see `FileRole`. */
  files: z.record(z.string(), z.string()),
  bytes: z.number(),
  installedAt: z.iso.datetime(),
  /** The digest of the file that was downloaded, and who vouches for it. Null for an import. */
  digest: z.object({ sha256: z.string(), from: z.enum(['catalogue', 'first download']) }).nullable(),
  /** The digest of each file. */
  sha256: z.record(z.string(), z.string()),
  /** Whether its words come in capitals only, and the language codes it takes, as found when it was checked. */
  capitalsOnly: z.boolean(),
  languageCodes: z.array(z.string()),
  /** Who speaks in a model that speaks. */
  speakers: z.array(Speaker).default([]),
  /** The version of sherpa-onnx that loaded it in a throw-away process; null when none has. */
  triedWith: z.string().nullable(),
  damage: Damage.nullable(),
});
export type Manifest = Omit<z.infer<typeof Manifest>, 'files'> & { files: Partial<Record<FileRole, string>> };

const fileName = 'earshot.json';

/** The manifest of a model folder, or null where there is none that can be read. */
export async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    return Manifest.parse(JSON.parse(await readFile(join(folder, fileName), 'utf8')));
  } catch {
    // A folder put there by hand, or by an interrupted installation: it is looked at like one to be imported.
    return null;
  }
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const path = join(folder, fileName);
  await writeFile(`${path}.new`, `${JSON.stringify(manifest, null, 2)}\n`);
  await rename(`${path}.new`, path);
}

/** A model on this machine. */
export interface InstalledModel extends Manifest {
  folder: string;
}
