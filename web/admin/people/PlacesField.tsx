import { useQuery } from '@tanstack/react-query';
import { useT } from '../i18n.tsx';
import { placesQuery } from './people-query.ts';
import './people.css';

type Props = { value: string[] | null; onChange: (places: string[] | null) => void };

/**
 * Everywhere, or some of the locations. With a single location there is nothing to choose; the last
 * one chosen stays, since none would mean all of them.
 */
export const PlacesField = ({ value, onChange }: Props) => {
  const t = useT('people');
  const { data: places = [] } = useQuery(placesQuery);
  if (places.length < 2 && value === null) return null;
  const [first] = places;
  const toggle = (id: string, isChosen: boolean) => {
    const others = (value ?? []).filter((each) => each !== id);
    onChange(isChosen ? [...others, id] : others);
  };
  return (
    <fieldset className="choices">
      <legend>{t('places')}</legend>
      <label>
        <input
          type="radio"
          name="places"
          checked={value === null}
          onChange={() => onChange(null)}
        />
        <span>{t('places_all')}</span>
      </label>
      <label>
        <input
          type="radio"
          name="places"
          checked={value !== null}
          onChange={() => onChange(first ? [first.id] : null)}
        />
        <span>{t('places_some')}</span>
      </label>
      {value !== null && (
        <div className="chosen">
          {places.map(({ id, name }) => (
            <label key={id}>
              <input
                type="checkbox"
                checked={value.includes(id)}
                disabled={value.length === 1 && value.includes(id)}
                onChange={(event) => toggle(id, event.target.checked)}
              />
              <span>{name}</span>
            </label>
          ))}
          <p className="small quiet">{t('places_help')}</p>
        </div>
      )}
    </fieldset>
  );
};
