import { type Document, isMap, isNode, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { EarshotError, type ErrorCode } from '../../errors.ts';

/** One mistake in a file of a pack, where a person finds it. */
export interface FileProblem {
  file: string;
  /** Both from 1. */
  line: number;
  column: number;
  /** `sections.0.criteria.2.weight`; empty for the file as a whole. */
  field: string;
  problem: string;
}

/** A YAML file read for its content and for the places in it. */
export interface YamlFile {
  /** As shown to people: relative to the packs folder. */
  file: string;
  text: string;
  document: Document.Parsed;
  lines: LineCounter;
  /** What its mistakes are refused as. */
  code: ErrorCode;
}

const mostProblems = 20;

/** @throws scorecard_invalid, or another code, with the problems as details */
export function refuse(problems: FileProblem[], code: ErrorCode = 'scorecard_invalid'): never {
  const [first] = problems;
  throw new EarshotError(code, {
    details: { ...first, problems: problems.slice(0, mostProblems) },
  });
}

/** @throws scorecard_invalid, or the code given */
export function parseYaml(file: string, text: string, code: ErrorCode = 'scorecard_invalid'): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    refuse(
      document.errors.map((error) => ({
        file,
        ...placeAt(lines, error.pos[0]),
        field: '',
        problem: error.message,
      })),
      code,
    );
  }
  return { file, text, document, lines, code };
}

/** Checks a file against a schema. @throws scorecard_invalid, or the file's own code */
export function checkYaml<T>(yaml: YamlFile, schema: z.ZodType<T>): T {
  const checked = schema.safeParse(yaml.document.toJS());
  if (checked.success) return checked.data;
  return refuse(
    checked.error.issues.map((issue) => {
      const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path;
      return {
        file: yaml.file,
        ...placeOf(yaml, path),
        field: path.join('.'),
        problem: issue.code === 'unrecognized_keys' ? `is not known here` : issue.message,
      };
    }),
    yaml.code,
  );
}

type Place = Pick<FileProblem, 'line' | 'column'>;

function placeAt(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** Where a field stands, or the nearest thing around it when it is missing. */
export function placeOf(yaml: YamlFile, path: readonly PropertyKey[]): Place {
  for (let length = path.length; length > 0; length--) {
    const node = keyNode(yaml.document, path.slice(0, length));
    if (node?.range) return placeAt(yaml.lines, node.range[0]);
  }
  return { line: 1, column: 1 };
}

function keyNode(document: Document.Parsed, path: readonly PropertyKey[]): Node | undefined {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(last));
    return isNode(pair?.key) ? pair.key : undefined;
  }
  const node = document.getIn(path, true);
  return isNode(node) ? node : undefined;
}

/** Where the first text stands that is exactly this, for mistakes found inside a phrase or a name. */
export function placeOfText(yaml: YamlFile, text: string): Place | undefined {
  let found: Place | undefined;
  visit(yaml.document, {
    Scalar(_key, node) {
      if (node.value === text && node.range) {
        found = placeAt(yaml.lines, node.range[0]);
        return visit.BREAK;
      }
      return undefined;
    },
  });
  return found;
}
