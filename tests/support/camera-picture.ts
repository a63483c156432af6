import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';

/** A gray picture, a byte per pixel. */
export type Picture = { width: number; height: number; gray: Uint8Array };

/** How a code lies before a lens, and in what light. */
export type Pose = {
  width: number;
  height: number;
  /** Width of the code in pixels, its quiet zone not counted. */
  side: number;
  /** Degrees it is turned in its plane. */
  turn?: number;
  /** How much the far edge shrinks: 0 = straight, 0.5 = half as wide as the near one. */
  tilt?: number;
  /** 1 = daylight. */
  light?: number;
  /** Brightness of a lamp's reflection on the code, 1 = white. */
  glare?: number;
  /** Grain of the sensor, in steps of gray. */
  noise?: number;
};

const QUIET = 4;
const PAPER = 235;
const INK = 25;
const TABLE = 110;
/** Rays per pixel and direction: edges get the grays a lens gives them. */
const RAYS = 3;

/** Dice with a seed, so that a picture is the same each time. */
const dice = (): (() => number) => {
  let state = 7;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

/** Brightness of the scene at a point of the code's plane, in modules from its corner. */
const sceneOf = (text: string) => {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const at = (u: number, v: number): number => {
    const inside = Math.min(u, v) > -QUIET && Math.max(u, v) < size + QUIET;
    if (!inside) return TABLE;
    return data[Math.floor(v)]?.[Math.floor(u)] ? INK : PAPER;
  };
  return { size, at };
};

/** A code as a camera would see it. */
export const drawCode = (text: string, pose: Pose): Picture => {
  const { width, height, side, turn = 0, tilt = 0, light = 1, glare = 0, noise = 0 } = pose;
  const { size, at } = sceneOf(text);
  const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
  const look = (px: number, py: number): number => {
    const [x, y] = [px - width / 2, py - height / 2];
    const depth = 1 + (tilt * y) / side;
    const [across, along] = [(x * cos + y * sin) / depth, (y * cos - x * sin) / depth];
    const scale = size / side;
    const spot = Math.exp(-((x - side / 5) ** 2 + (y + side / 6) ** 2) / (side / 5) ** 2);
    const seen = at(across * scale + size / 2, along * scale + size / 2) * light;
    return seen + (255 - seen) * Math.min(1, glare * spot);
  };
  // Farther out there is nothing but table, whatever the code's turn and tilt.
  const reach = side * (1.3 + tilt);
  const colorOf = (px: number, py: number): number => {
    if (Math.hypot(px - width / 2, py - height / 2) > reach) return TABLE * light;
    let sum = 0;
    for (let ray = 0; ray < RAYS * RAYS; ray += 1) {
      sum += look(px + ((ray % RAYS) + 0.5) / RAYS, py + (Math.floor(ray / RAYS) + 0.5) / RAYS);
    }
    return sum / (RAYS * RAYS);
  };
  const random = dice();
  const gray = new Uint8Array(width * height);
  for (let pixel = 0; pixel < gray.length; pixel += 1) {
    const color = colorOf(pixel % width, Math.floor(pixel / width));
    const grain = (random() + random() - 1) * noise;
    gray[pixel] = Math.max(0, Math.min(255, Math.round(color + grain)));
  }
  return { width, height, gray };
};

const FRAMES = 10;

/** The picture as a film that stands still (YUV4MPEG2): what Chromium takes for a camera. */
export const filmOf = ({ width, height, gray }: Picture): Buffer => {
  const luma = gray.map((value) => 16 + (value * 219) / 255);
  const chroma = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma]);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F20:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([head, ...Array.from({ length: FRAMES }, () => frame)]);
};

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** The picture as a gray PNG: a photo without loss. */
export const pngOf = ({ width, height, gray }: Picture): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.writeUInt8(8, 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    rows.set(gray.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.of())];
  return Buffer.concat([signature, ...parts]);
};
