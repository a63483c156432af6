import { createServer, type Server } from 'node:http';

const PREFIX = '/.well-known/acme-challenge/';

/** Answers of running challenges, by token. */
export type Challenges = Map<string, string>;

/**
 * The plain-http side of a domain of one's own: answers the authority's challenges and sends
 * everything else to https.
 */
export const challengeServer = (challenges: Challenges, domain: string): Server =>
  createServer((request, response) => {
    const path = request.url ?? '/';
    const answer = path.startsWith(PREFIX) ? challenges.get(path.slice(PREFIX.length)) : undefined;
    if (answer !== undefined) {
      response.writeHead(200, { 'content-type': 'text/plain' }).end(answer);
      return;
    }
    response.writeHead(308, { location: `https://${domain}${path}`, connection: 'close' }).end();
  }).setTimeout(10_000);
