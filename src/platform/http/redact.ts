/** Paths whose next part is a secret: card pages, posters' links, set-up codes. */
const SECRET_PART = /^\/(c|lost|setup|invitation)\/[^/?]+/;

/** An address fit for a log: no card token, no query (it may hold names, phones, codes). */
export const redactUrl = (url: string): string => {
  const path = url.split('?', 1)[0] ?? '';
  return path.replace(SECRET_PART, '/$1/…');
};
