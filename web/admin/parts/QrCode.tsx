import { QR_MARGIN, qrPath } from '../../shared/qr-path.ts';
import './parts.css';

/** A QR code, black on white in every theme with its white margin; cameras need both. */
export const QrCode = ({ text, label }: { text: string; label: string }) => {
  const { size, d } = qrPath(text);
  const whole = size + 2 * QR_MARGIN;
  return (
    <svg
      className="qr-code"
      viewBox={`${-QR_MARGIN} ${-QR_MARGIN} ${whole} ${whole}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path
        fill="var(--qr-light)"
        d={`M${-QR_MARGIN} ${-QR_MARGIN}h${whole}v${whole}h-${whole}z`}
      />
      <path fill="var(--qr-dark)" d={d} />
    </svg>
  );
};
