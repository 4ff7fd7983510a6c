interface Response {
  description: string;
  content?: Record<string, { schema?: { $ref?: string } }>;
}

interface Operation {
  responses: Record<string, Response>;
}

/** The parts of an OpenAPI document that are looked at here. */
export interface OpenApi {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { description?: string }> };
}

const folder = '#/components/schemas/';

/**
 * What the generators leave to be done: a schema that is the same in requests and in answers is one component,
 * components nothing refers to are left out, answers have the description of what they hold, and HEAD, which
 * says nothing GET does not say, is not listed twice.
 */
export function tidyOpenApi(document: OpenApi): OpenApi {
  const tidy = withMergedInputs(document);
  for (const operations of Object.values(tidy.paths)) {
    if (operations.get) delete operations.head;
    for (const operation of Object.values(operations)) describeAnswers(operation, tidy);
  }
  removeUnused(tidy);
  return tidy;
}

/** `RoleInput` beside an equal `Role` is `Role`. */
function withMergedInputs(document: OpenApi): OpenApi {
  const { schemas } = document.components;
  const same = (text: string) => text.replaceAll(/(#\/components\/schemas\/\w+?)Input"/g, '$1"');
  let text = JSON.stringify(document);
  for (const [name, schema] of Object.entries(schemas)) {
    const output = schemas[name.replace(/Input$/, '')];
    if (!name.endsWith('Input') || !output) continue;
    if (same(JSON.stringify(schema)) !== JSON.stringify(output)) continue;
    text = text.replaceAll(`"${folder}${name}"`, `"${folder}${name.replace(/Input$/, '')}"`);
  }
  return JSON.parse(text) as OpenApi;
}

function describeAnswers(operation: Operation, document: OpenApi): void {
  for (const response of Object.values(operation.responses)) {
    const reference = response.content?.['application/json']?.schema?.$ref;
    if (response.description !== 'Default Response' || !reference) continue;
    const held = document.components.schemas[reference.slice(folder.length)];
    response.description = held?.description ?? response.description;
  }
}

/** Live events are sent as text, so nothing refers to them, but readers need them. */
const sentAsText = ['LiveEvent'];

function removeUnused(document: OpenApi): void {
  const { schemas } = document.components;
  const used = new Set<string>();
  const visit = (part: unknown) => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (used.has(name)) continue;
      used.add(name);
      visit(schemas[name] ?? {});
    }
  };
  visit(document.paths);
  for (const name of sentAsText) {
    used.add(name);
    visit(schemas[name] ?? {});
  }
  for (const name of Object.keys(schemas)) if (!used.has(name)) delete schemas[name];
}
