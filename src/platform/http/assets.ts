import { existsSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/**
 * Serves built files below `/assets/`: their names hold a hash of their content, so a browser may
 * keep them for ever. Without a build there are none, and the pages that need them say so.
 */
export const serveAssets = async (app: FastifyInstance, root: string): Promise<void> => {
  if (!existsSync(root)) return;
  await app.register(fastifyStatic, {
    root,
    prefix: '/assets/',
    index: false,
    immutable: true,
    maxAge: '365d',
    decorateReply: false,
  });
};
