import { useLocale, useT } from '../i18n.tsx';
import { type Cell, hoursShown, shadeOf } from './chart.ts';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** 5 January 2026 was a Monday. */
const weekdayName = (weekday: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(
    Date.UTC(2026, 0, 4 + weekday),
  );

/** When members come: a table, so that it reads without colors; the number stands in dark cells. */
export const HeatMap = ({ cells, isSample }: { cells: readonly Cell[]; isSample: boolean }) => {
  const t = useT('today');
  const { intl } = useLocale();
  const hours = hoursShown(cells);
  const known = new Map(cells.map((cell) => [`${cell.weekday}/${cell.hour}`, cell.visits]));
  const most = Math.max(...cells.map(({ visits }) => visits), 0);
  const number = new Intl.NumberFormat(intl, { maximumFractionDigits: 1 });
  return (
    <div className="heat-scroll">
      <table className={isSample ? 'heat sample' : 'heat'}>
        <caption className="visually-hidden">{t('when')}</caption>
        <thead>
          <tr>
            <td />
            {hours.map((hour) => (
              <th key={hour} scope="col">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WEEKDAYS.map((weekday) => (
            <tr key={weekday}>
              <th scope="row">{weekdayName(weekday, intl)}</th>
              {hours.map((hour) => {
                const visits = known.get(`${weekday}/${hour}`) ?? 0;
                const shade = shadeOf(visits, most);
                return (
                  <td key={hour} className={`heat-${shade}`}>
                    <span className={shade >= 4 ? undefined : 'visually-hidden'}>
                      {number.format(visits)}
                    </span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
