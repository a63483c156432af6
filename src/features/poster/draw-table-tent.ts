import { drawShop, drawStamps } from './draw-poster.ts';
import { fitText, mm, newPage, type Page, pageBytes, qr } from './pdf-page.ts';
import type { PosterModel } from './poster-model.ts';

const FACE = { width: 210, height: 148.5, edge: 14 };

/** One face of the tent, 210 × 148.5 mm, drawn with its upper left corner at the origin. */
const drawFace = (page: Page, model: PosterModel): void => {
  page.rect(0, 0, mm(FACE.width), mm(FACE.height)).fill(model.accent);
  drawShop(page, model, FACE.edge, 12, 5.5);
  const below = fitText(
    page,
    model.headline,
    { weight: 'extra', size: mm(17), color: model.onAccent, track: -0.035 },
    { x: mm(FACE.edge), y: mm(32), width: mm(108), maxLines: 4, leading: 0.98 },
  );
  const stampsEnd = drawStamps(page, model, {
    x: FACE.edge,
    y: Math.max(below / mm(1) + 9, 98),
    width: 108,
  });
  if (model.gift) {
    fitText(
      page,
      model.gift,
      { weight: 'medium', size: mm(4.6), color: model.onAccent },
      { x: mm(FACE.edge), y: mm(stampsEnd + 4), width: mm(108), maxLines: 2, leading: 1.25 },
    );
  }
  page.roundedRect(mm(134), mm(28), mm(62), mm(84), mm(8)).fill('#FFFFFF');
  qr(page, model.link, mm(140), mm(34), mm(50));
  fitText(
    page,
    model.callToScan,
    { weight: 'bold', size: mm(5), color: '#141A17', track: -0.02 },
    { x: mm(140), y: mm(90), width: mm(50), maxLines: 3, leading: 1.15 },
  );
  page.font('medium').fontSize(mm(3.4)).fillColor(model.onAccent);
  page.text(model.noApp, mm(FACE.edge), mm(136), { lineBreak: false });
};

/** A4 folded in the middle: two faces, the upper one upside down; a dashed line says where. */
export const drawTableTent = (model: PosterModel): Promise<Buffer> => {
  const page = newPage(model.title);
  page.save().rotate(180, { origin: [mm(FACE.width / 2), mm(FACE.height / 2)] });
  drawFace(page, model);
  page.restore();
  page.save().translate(0, mm(FACE.height));
  drawFace(page, model);
  page.restore();
  page.moveTo(0, mm(FACE.height)).lineTo(mm(FACE.width), mm(FACE.height));
  page
    .lineWidth(0.5)
    .dash(mm(2), { space: mm(2) })
    .stroke(model.onAccent);
  return pageBytes(page);
};
