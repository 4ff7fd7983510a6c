import type { FastifyRouteSchemaDef, FastifyValidationResult } from 'fastify/types/schema.js';
import { validatorCompiler } from 'fastify-type-provider-zod';
import type { z } from 'zod';

/** The `validatorCompiler` of routes that read their body themselves: its schema is there to be read by people. */
export function bodyIsDocumentedOnly<Schema>(route: FastifyRouteSchemaDef<Schema>): FastifyValidationResult {
  if (route.httpPart === 'body') return () => true;
  return validatorCompiler(route as unknown as FastifyRouteSchemaDef<z.ZodType>);
}
