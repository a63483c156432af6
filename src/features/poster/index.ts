export { type PosterDeps, posterRoutes } from './routes.ts';
