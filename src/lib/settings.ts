import { parse as parseYaml, YAMLParseError } from 'yaml';
import type { z } from 'zod';
import { EarshotError } from '../errors.ts';

/**
 * Settings are one Zod object of parts. Each leaf also has a name in the environment, made from its path:
 * `speech.maxSegmentMs` is `EARSHOT_SPEECH_MAX_SEGMENT_MS`. Lists and objects are written there as YAML or JSON.
 * The order of precedence: command line, environment, file, default.
 */
export interface SettingSources {
  env: Record<string, string | undefined>;
  /** The text of the settings file (YAML), or null when there is none. */
  file: string | null;
  flags: Record<string, unknown>;
}

type Schema = z.core.$ZodType;
interface Leaf {
  path: string[];
  variable: string;
  schema: Schema;
}

const prefix = 'EARSHOT';

/** @throws setting_invalid with all problems at once, by path. */
export function readSettings<T extends z.ZodObject>(schema: T, sources: SettingSources): z.output<T> {
  const values = sources.file === null ? {} : parseFile(sources.file);
  for (const leaf of leaves(schema)) {
    const text = sources.env[leaf.variable];
    if (text !== undefined && text !== '') place(values, leaf.path, fromText(text, leaf));
  }
  for (const [key, value] of Object.entries(sources.flags)) {
    if (value !== undefined) place(values, [key], value);
  }
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => ({
    setting: issue.path.join('.') || issue.message,
    problem: issue.message,
  }));
  throw new EarshotError('setting_invalid', { details: { problems } });
}

/** Variables that look like settings and are none: most likely misspelt. */
export function unknownVariables(schema: z.ZodObject, env: Record<string, string | undefined>): string[] {
  const known = new Set(leaves(schema).map((leaf) => leaf.variable));
  return Object.keys(env).filter((name) => name.startsWith(`${prefix}_`) && !known.has(name));
}

/** All settings with their variable, for documentation. */
export function listSettings(schema: z.ZodObject): { path: string; variable: string; description: string }[] {
  return leaves(schema).map((leaf) => ({
    path: leaf.path.join('.'),
    variable: leaf.variable,
    description: describe(leaf.schema),
  }));
}

function parseFile(text: string): Record<string, unknown> {
  try {
    const values: unknown = parseYaml(text) ?? {};
    if (typeof values === 'object' && !Array.isArray(values)) return values as Record<string, unknown>;
    throw new EarshotError('setting_invalid', {
      details: { problem: 'the settings file is not a YAML mapping' },
    });
  } catch (thrown) {
    if (!(thrown instanceof YAMLParseError)) throw thrown;
    throw new EarshotError('setting_invalid', { details: { problem: thrown.message }, cause: thrown });
  }
}

function fromText(text: string, leaf: Leaf): unknown {
  const type = unwrap(leaf.schema)._zod.def.type;
  if (type === 'string' || type === 'enum') return text;
  try {
    return parseYaml(text);
  } catch (cause) {
    throw new EarshotError('setting_invalid', { details: { setting: leaf.variable }, cause });
  }
}

function place(values: Record<string, unknown>, path: string[], value: unknown): void {
  let at = values;
  for (const key of path.slice(0, -1)) {
    const next = at[key];
    if (typeof next === 'object' && next !== null) at = next as Record<string, unknown>;
    else {
      const made = {};
      at[key] = made;
      at = made;
    }
  }
  at[path.at(-1) as string] = value;
}

function leaves(schema: Schema, path: string[] = []): Leaf[] {
  const shape = (unwrap(schema)._zod.def as { shape?: Record<string, Schema> }).shape;
  if (!shape) return [{ path, schema, variable: [prefix, ...path.map(toUpperSnake)].join('_') }];
  return Object.entries(shape).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function unwrap(schema: Schema): Schema {
  const inner = (schema._zod.def as { innerType?: Schema }).innerType;
  return inner ? unwrap(inner) : schema;
}

function describe(schema: Schema): string {
  const own = (schema as { description?: string }).description;
  const inner = (schema._zod.def as { innerType?: Schema }).innerType;
  return own ?? (inner ? describe(inner) : '');
}

function toUpperSnake(key: string): string {
  return key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
}
