export { type CreatedDemo, createDemo } from './create-demo.ts';
export { removeDemos } from './remove-demo.ts';
