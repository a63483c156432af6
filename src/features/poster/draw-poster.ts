import {
  centerText,
  endText,
  fitText,
  icon,
  mm,
  newPage,
  type Page,
  pageBytes,
  qr,
} from './pdf-page.ts';
import type { PosterModel } from './poster-model.ts';

const INK = '#141A17';
const PAPER = { width: 210, height: 297, edge: 16 };

/** The shop's logo (or nothing) and name, at the top left of an area. */
export const drawShop = (page: Page, model: PosterModel, x: number, y: number, size: number) => {
  const mark = size * 1.85;
  let left = x;
  if (model.logo) {
    page.image(model.logo, mm(x), mm(y), { fit: [mm(mark), mm(mark)], valign: 'center' });
    left += mark + 4;
  }
  fitText(
    page,
    model.shop,
    { weight: 'semi', size: mm(size), color: model.onAccent, track: -0.01 },
    {
      x: mm(left),
      y: mm(y + (model.logo ? mark / 2 - size * 0.62 : 0)),
      width: mm(178 - (left - x)),
      maxLines: 1,
      leading: 1.2,
    },
  );
};

/** A row of stamps: the given ones inked and turned a little, the last one the reward. */
export const drawStamps = (
  page: Page,
  model: PosterModel,
  area: { x: number; y: number; width: number },
): number => {
  if (!model.stamps) return area.y;
  const { size, given, icon: name } = model.stamps;
  const perRow = size > 12 ? Math.ceil(size / 2) : size;
  const gap = area.width / perRow / 6.2;
  const d = Math.min((area.width - gap * (perRow - 1)) / perRow, 20);
  const { accent, onAccent } = model;
  for (let at = 0; at < size; at += 1) {
    const x = mm(area.x + (at % perRow) * (d + gap) + d / 2);
    const y = mm(area.y + Math.floor(at / perRow) * (d + gap) + d / 2);
    const goal = at === size - 1;
    if (at < given) {
      page.circle(x, y, mm(d / 2)).fill(onAccent);
      page.save().rotate(((at * 37) % 23) - 11, { origin: [x, y] });
      page
        .circle(x, y, mm(d * 0.43))
        .lineWidth(mm(0.3))
        .strokeOpacity(0.55)
        .stroke(accent);
      page.strokeOpacity(1);
      icon(page, name, { x, y, size: mm(d * 0.54), color: accent, stroke: 1.75 });
      page.restore();
      continue;
    }
    const ring = page.circle(x, y, mm(d / 2 - 0.3)).lineWidth(mm(goal ? 0.7 : 0.4));
    if (!goal) ring.dash(mm(1.1), { space: mm(0.8) });
    ring.strokeOpacity(goal ? 1 : 0.5).stroke(onAccent);
    page.undash().strokeOpacity(1);
    if (goal) icon(page, 'Gift', { x, y, size: mm(d * 0.5), color: onAccent, stroke: 1.75 });
    else {
      centerText(
        page,
        String(at + 1),
        { weight: 'semi', size: mm(d * 0.29), color: onAccent },
        x,
        y,
      );
    }
  }
  return area.y + Math.ceil(size / perRow) * (d + gap) - gap;
};

const drawJoin = (page: Page, model: PosterModel): void => {
  const x = PAPER.edge;
  const y = 190;
  page.roundedRect(mm(x), mm(y), mm(178), mm(82), mm(9)).fill('#FFFFFF');
  // 62 mm without its margin: readable from a meter and a half.
  qr(page, model.link, mm(x + 10), mm(y + 10), mm(62));
  const left = mm(x + 85);
  let below = fitText(
    page,
    model.callToScan,
    { weight: 'bold', size: mm(9.4), color: INK, track: -0.025 },
    { x: left, y: mm(y + 15), width: mm(83), maxLines: 2, leading: 1.08 },
  );
  below += mm(5);
  model.steps.forEach((step, index) => {
    page.font('bold').fontSize(mm(4.9)).fillColor(INK);
    page.text(String(index + 1), left, below, { lineBreak: false });
    below = fitText(
      page,
      step,
      { weight: 'medium', size: mm(4.9), color: INK },
      { x: left + mm(7), y: below, width: mm(76), maxLines: 2, leading: 1.3 },
    );
    below += mm(2.2);
  });
};

/** The A4 poster as PDF bytes. */
export const drawPoster = (model: PosterModel): Promise<Buffer> => {
  const page = newPage(model.title);
  page.rect(0, 0, mm(PAPER.width), mm(PAPER.height)).fill(model.accent);
  drawShop(page, model, PAPER.edge, 16, 7);
  const below = fitText(
    page,
    model.headline,
    { weight: 'extra', size: mm(33), color: model.onAccent, track: -0.04 },
    { x: mm(PAPER.edge), y: mm(41), width: mm(178), maxLines: 3, leading: 0.95 },
  );
  const stampsAt = Math.max(below / mm(1) + 14, 122);
  const stampsEnd = drawStamps(page, model, { x: PAPER.edge, y: stampsAt, width: 178 });
  if (model.gift) {
    fitText(
      page,
      model.gift,
      { weight: 'medium', size: mm(6), color: model.onAccent },
      { x: mm(PAPER.edge), y: mm(stampsEnd + 5), width: mm(178), maxLines: 2, leading: 1.25 },
    );
  }
  drawJoin(page, model);
  const foot = { weight: 'medium', size: mm(3.9), color: model.onAccent } as const;
  page.font('medium').fontSize(foot.size).fillColor(foot.color);
  page.text(model.noApp, mm(PAPER.edge), mm(279), { lineBreak: false });
  endText(page, model.host, foot, mm(PAPER.width - PAPER.edge), mm(279));
  return pageBytes(page);
};
