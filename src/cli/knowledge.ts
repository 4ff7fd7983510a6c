import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { EarshotError } from '../errors.ts';
import { DocumentText, KnowledgeList } from '../model/knowledge.ts';
import type { Api } from './api.ts';
import { fileSize, type Output, table } from './print.ts';

const path = '/api/v1/knowledge/documents';

export async function listDocuments(api: Api, output: Output): Promise<void> {
  const list = await api.get(path, KnowledgeList);
  output.answer(list, () =>
    table([
      ['id', 'title', 'passages', 'size', 'file'],
      ...list.documents.map((one) => [
        one.id,
        one.title,
        String(one.passageCount),
        fileSize(one.sizeBytes),
        one.fileName,
      ]),
    ]),
  );
}

/** One after the other; those before one that cannot be read stay added. */
export async function addDocuments(files: string[], api: Api, output: Output): Promise<void> {
  const added: Omit<DocumentText, 'passages'>[] = [];
  for (const file of files) {
    output.say(`reading ${basename(file)}`);
    const { passages, ...document } = await sendDocument('POST', path, file, api);
    added.push(document);
  }
  output.answer({ documents: added }, () =>
    table(added.map(({ id, title, passageCount }) => [id, `${passageCount} passages`, title])),
  );
}

export async function replaceDocument(id: string, file: string, api: Api, output: Output): Promise<void> {
  const address = `${path}/${encodeURIComponent(id)}`;
  const { passages, ...document } = await sendDocument('PUT', address, file, api);
  output.answer(document, () => `${document.title} has ${document.passageCount} passages now.`);
}

export async function renameDocument(id: string, title: string, api: Api, output: Output): Promise<void> {
  const address = `${path}/${encodeURIComponent(id)}`;
  const { passages, ...document } = await api.send('PATCH', address, { title }, DocumentText);
  output.answer(document, () => `${document.id} is called ${document.title} now.`);
}

export async function removeDocument(id: string, api: Api, output: Output): Promise<void> {
  await api.send('DELETE', `${path}/${encodeURIComponent(id)}`, undefined, z.undefined());
  output.answer({ removed: id }, () => `${id} is removed.`);
}

async function sendDocument(
  method: 'POST' | 'PUT',
  address: string,
  file: string,
  api: Api,
): Promise<DocumentText> {
  const query = new URLSearchParams({ fileName: basename(file) });
  try {
    return await api.sendFile(method, `${address}?${query}`, await blobOf(file), DocumentText);
  } catch (thrown) {
    if (!(thrown instanceof EarshotError)) throw thrown;
    throw new EarshotError(thrown.code, { details: { file, ...thrown.details }, cause: thrown });
  }
}

async function blobOf(file: string): Promise<Blob> {
  try {
    return await openAsBlob(file);
  } catch (cause) {
    throw new EarshotError('file_not_found', { cause });
  }
}
