export { findFile, storeFile } from './file-queries.ts';
export { type ImageType, imageType } from './image-type.ts';
export { fileAddress, fileRoutes } from './routes.ts';
