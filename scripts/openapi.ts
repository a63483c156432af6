import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { openApiDocument } from '#platform/openapi/document.ts';
import { OPENAPI_FILE } from '#platform/openapi/routes.ts';
import { type AppDeps, featureRoutes } from '../src/app.ts';

/**
 * The document of the routes as they are, as it is committed: lines of text unbroken. Nothing of
 * the routes is called, so they need no database.
 */
export const currentDocument = (): string =>
  stringify(openApiDocument(featureRoutes({} as AppDeps)), {
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });

if (import.meta.main) {
  writeFileSync(OPENAPI_FILE, currentDocument());
  process.stdout.write(`${OPENAPI_FILE} written\n`);
}
