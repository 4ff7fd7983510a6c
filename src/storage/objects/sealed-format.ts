import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { validate as isId, parse as parseId } from 'uuid';
import { EarshotError } from '../../errors.ts';

/**
 * The file format of a stored object: pure functions from bytes to bytes.
 *
 *   header, 136 bytes                                          all numbers big-endian
 *     0    8  magic "EARSHOT1"
 *     8   16  object id (the bytes of its UUID)
 *    24    4  plaintext bytes of a chunk, 64 KiB when written here
 *    28   32  id of the master key, ASCII, filled up with zero bytes
 *    60    8  nonce prefix, of which 7 bytes are used and the last is zero
 *    68   12  nonce of the key wrap, random
 *    80   32  data key, encrypted with the master key: AES-256-GCM, additional data = bytes 0 to 67
 *   112   16  tag of that
 *   128    8  first bytes of the SHA-256 of bytes 0 to 127
 *   chunks
 *     n × (64 KiB + 16)   ciphertext and tag: AES-256-GCM with the data key, additional data = object id
 *     1 × (0 to 64 KiB + 16)   the last one
 *
 *   nonce of a chunk:  prefix (7) | chunk index (4) | 1 for the last chunk, else 0 (1)
 *
 * This is the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): a chunk opens only in its own place of
 * its own object, and the last one only as the last. The header is bound by the key wrap. The digest at its end
 * guards nothing against an attacker: it tells a header that rotted from one whose master key is not here.
 * An empty object is one empty chunk; otherwise no chunk is empty. Lengths are therefore unambiguous.
 *
 * Limits: a data key seals one object of at most 2^32 chunks; a master key may wrap 2^32 objects before random
 * 96-bit nonces are likely to meet (NIST SP 800-38D, 8.3).
 */
export const headerBytes = 136;
export const tagBytes = 16;
export const chunkPlainBytes = 64 * 1024;
const smallestChunkBytes = 1024;
const largestChunkBytes = 16 * 1024 * 1024;
const magic = Buffer.from('EARSHOT1', 'latin1');
const algorithm = 'aes-256-gcm';
const at = { id: 8, chunk: 24, keyId: 28, prefix: 60, wrapNonce: 68, dataKey: 80, wrapTag: 112, digest: 128 };
const prefixBytes = 7;

export const masterKeyBytes = 32;
/** What a master key may be called. */
export const keyIdPattern = /^[A-Za-z0-9._-]{1,32}$/;

export interface MasterKey {
  id: string;
  /** 32 bytes. */
  secret: Uint8Array;
}

/** What is needed to seal or open the chunks of one object. */
export interface ObjectKey {
  id: Uint8Array;
  chunkBytes: number;
  prefix: Uint8Array;
  /** A key object: made of bytes anew for every chunk, a key costs more than sealing the chunk. */
  dataKey: KeyObject;
}

/** A fresh data key for a new object, and the header that carries it. */
export function makeHeader(
  id: string,
  masterKey: MasterKey,
  chunkBytes = chunkPlainBytes,
): { header: Uint8Array; key: ObjectKey } {
  const key: ObjectKey = {
    id: parseId(id),
    chunkBytes,
    prefix: randomBytes(prefixBytes),
    dataKey: createSecretKey(randomBytes(32)),
  };
  return { header: wrapKey(key, masterKey), key };
}

/** The header that carries a data key under a master key; the chunks of the object stay as they are. */
export function wrapKey(key: ObjectKey, masterKey: MasterKey): Uint8Array {
  const header = Buffer.alloc(headerBytes);
  magic.copy(header, 0);
  header.set(key.id, at.id);
  header.writeUInt32BE(key.chunkBytes, at.chunk);
  header.write(masterKey.id, at.keyId, 'latin1');
  header.set(key.prefix, at.prefix);
  const wrapNonce = randomBytes(12);
  header.set(wrapNonce, at.wrapNonce);
  const cipher = createCipheriv(algorithm, masterKey.secret, wrapNonce, { authTagLength: tagBytes });
  cipher.setAAD(header.subarray(0, at.wrapNonce));
  header.set(cipher.update(key.dataKey.export()), at.dataKey);
  cipher.final();
  header.set(cipher.getAuthTag(), at.wrapTag);
  header.set(digestOf(header), at.digest);
  return header;
}

/** The id of the master key that a header names; nothing else of it is looked at. */
export function masterKeyIdOf(header: Uint8Array): string {
  const bytes = Buffer.from(header.buffer, header.byteOffset, header.byteLength);
  return bytes.toString('latin1', at.keyId, at.prefix).replace(/\0+$/, '');
}

/**
 * The key of an object from its header.
 * @throws object_damaged, object_key_unknown
 */
export function readHeader(
  id: string,
  header: Uint8Array,
  masterKey: (keyId: string) => MasterKey | undefined,
): ObjectKey {
  const bytes = Buffer.from(header.buffer, header.byteOffset, header.byteLength);
  if (bytes.length < headerBytes || !bytes.subarray(0, magic.length).equals(magic)) throw damaged('header');
  if (!bytes.subarray(at.digest, headerBytes).equals(digestOf(bytes))) throw damaged('header');
  const objectId = bytes.subarray(at.id, at.chunk);
  if (!objectId.equals(parseId(id))) throw damaged('header');
  const chunkBytes = bytes.readUInt32BE(at.chunk);
  if (chunkBytes < smallestChunkBytes || chunkBytes > largestChunkBytes) throw damaged('header');
  const keyId = masterKeyIdOf(bytes);
  if (!keyIdPattern.test(keyId)) throw damaged('header');
  const master = masterKey(keyId);
  if (!master) throw new EarshotError('object_key_unknown', { details: { keyId } });

  const wrapNonce = bytes.subarray(at.wrapNonce, at.dataKey);
  const decipher = createDecipheriv(algorithm, master.secret, wrapNonce, { authTagLength: tagBytes });
  decipher.setAAD(bytes.subarray(0, at.wrapNonce));
  decipher.setAuthTag(bytes.subarray(at.wrapTag, at.digest));
  const dataKey = createSecretKey(decipher.update(bytes.subarray(at.dataKey, at.wrapTag)));
  finish(decipher, 'header');
  return {
    id: Buffer.from(objectId),
    chunkBytes,
    prefix: Buffer.from(bytes.subarray(at.prefix, at.prefix + prefixBytes)),
    dataKey,
  };
}

export function sealChunk(key: ObjectKey, index: number, last: boolean, plain: Uint8Array): Uint8Array {
  const cipher = createCipheriv(algorithm, key.dataKey, chunkNonce(key, index, last), {
    authTagLength: tagBytes,
  });
  cipher.setAAD(key.id);
  const sealed = cipher.update(plain);
  cipher.final();
  return Buffer.concat([sealed, cipher.getAuthTag()]);
}

/** @throws object_damaged */
export function openChunk(key: ObjectKey, index: number, last: boolean, sealed: Uint8Array): Uint8Array {
  const plainBytes = sealed.byteLength - tagBytes;
  if (plainBytes < 0) throw damaged('chunk', index);
  const decipher = createDecipheriv(algorithm, key.dataKey, chunkNonce(key, index, last), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(key.id);
  decipher.setAuthTag(sealed.subarray(plainBytes));
  const plain = decipher.update(sealed.subarray(0, plainBytes));
  finish(decipher, 'chunk', index);
  return plain;
}

/** How the chunks of an object lie in its file. */
export interface Layout {
  /** Plaintext bytes of the whole object. */
  plainBytes: number;
  chunks: number;
  chunkBytes: number;
}

/** @throws object_damaged where no object has a file of this length */
export function layoutOf(fileBytes: number, chunkBytes: number): Layout {
  const body = fileBytes - headerBytes;
  const sealedChunkBytes = chunkBytes + tagBytes;
  const chunks = Math.ceil(body / sealedChunkBytes);
  const lastPlainBytes = body - (chunks - 1) * sealedChunkBytes - tagBytes;
  if (chunks < 1 || lastPlainBytes < 0 || (lastPlainBytes === 0 && chunks > 1)) throw damaged('length');
  return { plainBytes: body - chunks * tagBytes, chunks, chunkBytes };
}

/** Where the chunks from `first` up to but not including `end` lie in the file. */
export function fileRange(layout: Layout, first: number, end: number): { start: number; end: number } {
  const sealedChunkBytes = layout.chunkBytes + tagBytes;
  const fileEnd = headerBytes + layout.plainBytes + layout.chunks * tagBytes;
  return {
    start: headerBytes + first * sealedChunkBytes,
    end: Math.min(fileEnd, headerBytes + end * sealedChunkBytes),
  };
}

/** Whether this can be the id of an object at all; anything else never reaches a path. */
export function isObjectId(id: string): boolean {
  return isId(id) && id === id.toLowerCase();
}

function chunkNonce(key: ObjectKey, index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.set(key.prefix, 0);
  nonce.writeUInt32BE(index, prefixBytes);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

function digestOf(header: Uint8Array): Buffer {
  return createHash('sha256')
    .update(header.subarray(0, at.digest))
    .digest()
    .subarray(0, headerBytes - at.digest);
}

function finish(decipher: { final(): Buffer }, part: 'header' | 'chunk', chunk?: number): void {
  try {
    decipher.final();
  } catch (cause) {
    throw damaged(part, chunk, cause);
  }
}

function damaged(part: 'header' | 'chunk' | 'length', chunk?: number, cause?: unknown): EarshotError {
  return new EarshotError('object_damaged', {
    details: { part, ...(chunk === undefined ? {} : { chunk }) },
    ...(cause === undefined ? {} : { cause }),
  });
}
