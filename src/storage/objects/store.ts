import type { ByteSource } from '../../lib/bytes.ts';
import type { Journals } from './journal.ts';

/** What is known of an object once it is safe. */
export interface StoredObject {
  id: string;
  /** Length of what was put, not of what lies on disk. */
  bytes: number;
  /** SHA-256 of what was put, in hexadecimal. */
  sha256: string;
}

/**
 * Where recordings and their audio lie, encrypted. An object is written once, whole or not at all, and read from
 * any place. Its id is made here: nothing a sender chose becomes part of a path.
 */
export interface ObjectStore extends AsyncDisposable {
  /**
   * Resolves once every byte is on stable storage; until then, and after any failure, nothing is visible.
   * @throws disk_full, storage_unavailable, the reason of `signal`, and whatever `source` throws
   */
  put(source: AsyncIterable<Uint8Array>, options?: { signal?: AbortSignal }): Promise<StoredObject>;
  /**
   * Opens an object for reading any range of it. Its header and its end are checked first, so that a truncated,
   * lengthened or exchanged file is refused here; every other chunk is checked when a range needs it. What it
   * returns holds nothing that would have to be closed.
   * @throws object_not_found, object_damaged, object_key_unknown, storage_unavailable; so do its reads
   */
  open(id: string): Promise<ByteSource>;
  /** Does nothing when there is no such object. */
  remove(id: string): Promise<void>;
  exists(id: string): Promise<boolean>;
  /**
   * Reads the whole object and checks every byte of it.
   * @throws object_not_found, object_damaged, object_key_unknown, storage_unavailable
   */
  verify(id: string): Promise<StoredObject>;
  /** Ids of the master keys: the one that writes, and all that read. */
  readonly keys: { writing: string; all: string[] };
  /** The ids of all objects, in no order; those put or removed meanwhile may be among them or not. */
  list(): AsyncIterable<string>;
  /**
   * Wraps the data key of an object with the master key that writes now. What was stored does not change, and
   * readers do not notice. Resolves with false where that was so already.
   * @throws object_not_found, object_damaged, object_key_unknown, disk_full, storage_unavailable
   */
  rewrap(id: string): Promise<boolean>;
  /** Journals in a folder of this machine, wherever objects lie, under the same keys. @throws data_folder_unusable */
  journals(folder: string): Promise<Journals>;
}

/** A part of a stored file as it lies there, with the length of the whole file at that moment. */
export interface RawRange {
  bytes: Uint8Array;
  fileBytes: number;
}

/**
 * A place for files of opaque bytes under an id: a folder, a bucket. Encryption is put over it by `sealed.ts`,
 * so a raw store neither knows keys nor sees what was said in a call.
 */
export interface RawStore extends AsyncDisposable {
  /**
   * The least worth asking for at once: where a round trip is dear, reads that follow one another are served from
   * what was fetched with the first.
   */
  readonly readUnitBytes: number;
  /**
   * Writes a new file, atomically and durably.
   * @throws disk_full, storage_unavailable, and whatever `source` throws
   */
  write(id: string, source: AsyncIterable<Uint8Array>): Promise<void>;
  /** Exchanges a file for another one, atomically and durably: until then, and after any failure, it is the old one. */
  replace(id: string, source: AsyncIterable<Uint8Array>): Promise<void>;
  /** The ids of all files, in no order. */
  list(): AsyncIterable<string>;
  /**
   * Bytes from `start` up to but not including `end`; fewer where the file ends before.
   * @throws object_not_found, storage_unavailable
   */
  read(id: string, start: number, end: number): Promise<RawRange>;
  remove(id: string): Promise<void>;
  exists(id: string): Promise<boolean>;
  /** Whether it holds any file at all: a master key must then not be made anew. */
  holdsAny(): Promise<boolean>;
}
