import { catalogueModels } from './catalogue-models.ts';
import type { FileRole, ModelType } from './model-types.ts';

/** A model that can be installed by name. Everything here is published by others; nothing was measured by us. */
export interface CatalogueModel {
  /** Short and stable: used in settings, on the command line and as the folder's name. */
  name: string;
  title: string;
  type: ModelType;
  /** File names inside the folder, by the part they play. */
  files: Partial<Record<FileRole, string>>;
  download: {
    /** The release and the file in it: `<mirror>/<release>/<file>`. An archive holds one folder of its own name. */
    release: string;
    file: string;
    bytes: number | null;
    /** Null where nobody has published it: the digest of the first download is then recorded and shown. */
    sha256: string | null;
  };
  diskBytes: number;
  licence: string;
  /** BCP 47 primary tags; `*` for many. */
  languages: string[];
  /** Published word error rates with their source, or null. */
  accuracy: string | null;
  /** What it is recommended for, or null. */
  recommended: string | null;
  /** How many symbols its token table has: tells models with the same file names apart. */
  symbols?: number;
}

/** In order of preference where several are installed and none was chosen. */
export const catalogue: readonly CatalogueModel[] = catalogueModels;

export const defaultModel = 'parakeet-tdt-0.6b-v2-int8';
export const smallMachineModel = 'parakeet-tdt-ctc-110m-en-int8';

/** The archive's name without its extension, which is also the folder inside it. */
export function archiveName(model: CatalogueModel): string {
  return model.download.file.replace(/\.(tar\.bz2|onnx)$/, '');
}

export function downloadUrl(model: CatalogueModel, mirror: string): string {
  const { release, file } = model.download;
  return `${mirror.replace(/\/+$/, '')}/${release}/${encodeURIComponent(file)}`;
}

/** Whether a model can hear a language. Null (not known) is taken to be one it can. */
export function hears(languages: readonly string[], language: string | null): boolean {
  if (language === null || languages.includes('*')) return true;
  const primary = language.toLowerCase().split('-')[0];
  return languages.includes(primary as string);
}
