export { recordVisit } from './record-visit.ts';
export { visitRoutes } from './routes.ts';
