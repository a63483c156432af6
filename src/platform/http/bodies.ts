import type { FastifyInstance } from 'fastify';

/** Files sent as they are: images and what a browser can't name. */
const BINARY = [
  'image/png',
  'image/jpeg',
  'image/svg+xml',
  'image/webp',
  'application/octet-stream',
];

/** JSON (an empty body counts as none, keys like `__proto__` are refused) and plain files. */
export const acceptBodies = (app: FastifyInstance): void => {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') return done(null, undefined);
    return parseJson(request, body.toString(), done);
  });
  for (const type of BINARY) {
    app.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
  }
};
