export { apiKeyResolver } from './api-key-principal.ts';
export { createApiKey } from './change-api-key.ts';
export { apiKeyRoutes } from './routes.ts';
