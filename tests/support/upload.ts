/** A form with one file, as a browser sends it; for `inject`. */
export const uploadOf = (
  content: string | Buffer,
  name = 'orders.csv',
): { payload: Buffer; headers: Record<string, string> } => {
  const boundary = '----stamgast-test';
  const head =
    `--${boundary}\r\n` +
    `content-disposition: form-data; name="file"; filename="${name}"\r\n` +
    'content-type: text/csv\r\n\r\n';
  const tail = `\r\n--${boundary}--\r\n`;
  return {
    payload: Buffer.concat([Buffer.from(head), Buffer.from(content), Buffer.from(tail)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
};
