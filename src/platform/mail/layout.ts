/** What a mail says, before it has a form: rendered to plain text and to HTML with one look. */
export type MailContent = {
  locale: string;
  /** The shop, above everything. */
  sender: string;
  heading: string;
  paragraphs: string[];
  /** A code to type, set large. */
  code?: string;
  button?: { label: string; url: string };
  footer: string;
};

export type RenderedMail = { text: string; html: string };

export const renderMail = (content: MailContent): RenderedMail => ({
  text: textPart(content),
  html: htmlPart(content),
});

function textPart({ heading, paragraphs, code, button, footer }: MailContent): string {
  const parts = [heading, ...paragraphs];
  if (code) parts.push(code);
  if (button) parts.push(`${button.label}:\n${button.url}`);
  return `${[...parts, '-- ', footer].join('\n\n').replace('-- \n\n', '-- \n')}\n`;
}

/** Mail programs read neither style sheets nor variables: the values of the light theme. */
const LOOK = {
  ground: '#F5F7F5',
  sheet: '#FFFFFF',
  line: '#DFE3DF',
  text: '#141A17',
  quiet: '#4F5852',
  accent: '#0B6150',
};
const FONT = "font-family:Figtree,system-ui,-apple-system,'Segoe UI',Roboto,sans-serif";

function htmlPart(content: MailContent): string {
  const { locale, sender, heading, paragraphs, code, button, footer } = content;
  const body = [
    `<p style="margin:0 0 24px;font-size:15px;color:${LOOK.quiet}">${escaped(sender)}</p>`,
    `<h1 style="margin:0 0 16px;font-size:22px;line-height:1.3">${escaped(heading)}</h1>`,
    ...paragraphs.map((text) => `<p style="margin:0 0 16px">${escaped(text)}</p>`),
    code ? codeBlock(code) : '',
    button ? buttonBlock(button) : '',
    `<p style="margin:32px 0 0;padding-top:16px;border-top:1px solid ${LOOK.line};` +
      `font-size:13px;color:${LOOK.quiet}">${escaped(footer)}</p>`,
  ];
  return `<!doctype html>
<html lang="${escaped(locale)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(heading)}</title></head>
<body style="margin:0;padding:24px 12px;background:${LOOK.ground};color:${LOOK.text};${FONT};
font-size:17px;line-height:1.5">
<div style="max-width:520px;margin:0 auto;padding:32px 24px;background:${LOOK.sheet};
border:1px solid ${LOOK.line};border-radius:16px">
${body.filter(Boolean).join('\n')}
</div></body></html>
`;
}

const codeBlock = (code: string): string =>
  `<p style="margin:24px 0;font-size:40px;line-height:1.1;font-weight:700;letter-spacing:4px">` +
  `${escaped(code)}</p>`;

const buttonBlock = ({ label, url }: { label: string; url: string }): string =>
  `<p style="margin:24px 0"><a href="${escaped(url)}" style="display:inline-block;` +
  `padding:12px 20px;border-radius:10px;background:${LOOK.accent};color:#FFFFFF;` +
  `text-decoration:none;font-weight:600">${escaped(label)}</a></p>\n` +
  `<p style="margin:0 0 16px;font-size:13px;color:${LOOK.quiet};word-break:break-all">` +
  `${escaped(url)}</p>`;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
