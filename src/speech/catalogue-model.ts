import type { FileRole, ModelType } from './model-types.ts';
import type { Speaker } from './synthesis/speaker.ts';

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
  /** Who speaks, of a model that speaks. */
  speakers?: Speaker[];
}
