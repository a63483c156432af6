import type { IconNode } from 'lucide';
import { Gift } from 'lucide';
import { Icon } from './Icon.tsx';

type Props = {
  /** Places on the card and how many of them are inked. */
  size: number;
  inked: number;
  icon: IconNode;
  /** Read out instead of the picture, e.g. "8 of 10 stamps"; without it it is decoration. */
  label?: string;
  /** The last inked ones that have just come: they land. */
  fresh?: number;
};

const Stamp = ({ place, size, inked, icon, fresh = 0 }: Props & { place: number }) => {
  if (place <= inked) {
    const landing = place > inked - fresh;
    return (
      <li class={landing ? 'stamp inked new' : 'stamp inked'}>
        <Icon node={place === size ? Gift : icon} bare />
      </li>
    );
  }
  if (place < size) return <li class="stamp">{place}</li>;
  return (
    <li class="stamp goal">
      <Icon node={Gift} bare />
    </li>
  );
};

/** A stamp card: inked places, numbered ones to come, the reward in the last. */
export const Stamps = (props: Props) => {
  const places = Array.from({ length: props.size }, (_, at) => at + 1);
  return (
    <ol class="stamps" aria-label={props.label} aria-hidden={props.label ? undefined : 'true'}>
      {places.map((place) => (
        <Stamp key={place} {...props} place={place} />
      ))}
    </ol>
  );
};
