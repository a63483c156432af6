import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openApiYaml } from '#platform/openapi/routes.ts';
import { type AppDeps, featureRoutes } from '../src/app.ts';

/** Where the committed document lies. */
export const OPENAPI_FILE = resolve(import.meta.dirname, '../docs/openapi-v1.yaml');

/** The document of the routes as they are; nothing of them is called, so they need no database. */
export const currentDocument = (): string => openApiYaml(featureRoutes({} as AppDeps));

if (import.meta.main) {
  writeFileSync(OPENAPI_FILE, currentDocument());
  process.stdout.write(`${OPENAPI_FILE} written\n`);
}
