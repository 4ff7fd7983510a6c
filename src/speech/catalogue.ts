import type { CatalogueModel } from './catalogue-model.ts';
import { catalogueModels } from './catalogue-models.ts';
import { catalogueVoices } from './catalogue-voices.ts';

/** In order of preference where several are installed and none was chosen. */
export const catalogue: readonly CatalogueModel[] = [...catalogueModels, ...catalogueVoices];

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
