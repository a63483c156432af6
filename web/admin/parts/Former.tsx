type Props = { title: string; items: readonly { id: string; name: string }[] };

/** What is no longer used but kept, below what is. */
export const Former = ({ title, items }: Props) =>
  items.length === 0 ? null : (
    <section className="section">
      <header>
        <h2>{title}</h2>
      </header>
      <ul className="rows">
        {items.map(({ id, name }) => (
          <li key={id} className="off">
            {name}
          </li>
        ))}
      </ul>
    </section>
  );
