import type { ConsentView } from '#contract/card-pages.ts';

type Props = { consents: ConsentView[]; optional: string };

/** One box per channel, never ticked beforehand; what is read here is what gets recorded. */
export const Consents = ({ consents, optional }: Props) => (
  <div class="consents">
    {consents.map(({ channel, wording, granted }) => (
      <label class="consent" key={channel}>
        <input type="checkbox" name={`consent_${channel}`} value="yes" checked={granted} />
        <span>{wording}</span>
      </label>
    ))}
    <p class="small quiet">{optional}</p>
  </div>
);
