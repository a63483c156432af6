import { QR_MARGIN, qrPath } from './qr-path.ts';

type Props = {
  text: string;
  label: string;
  /** Modules of white around it; the small preview takes fewer, a code to be read never. */
  margin?: number;
};

/** A QR code, black on white in every theme, white margin included. */
export const Qr = ({ text, label, margin = QR_MARGIN }: Props) => {
  const { size, d } = qrPath(text);
  const whole = size + 2 * margin;
  return (
    <svg
      class="qr"
      viewBox={`${-margin} ${-margin} ${whole} ${whole}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path fill="var(--qr-light)" d={`M${-margin}-${margin}h${whole}v${whole}h-${whole}z`} />
      <path fill="var(--qr-dark)" d={d} />
    </svg>
  );
};
