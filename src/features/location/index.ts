export {
  findLocation,
  findLocationNames,
  insertLocation,
  type LocationRow,
} from './location-queries.ts';
export { locationRoutes } from './routes.ts';
