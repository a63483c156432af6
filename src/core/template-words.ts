import type { Locale, PluralForms } from './program.ts';

/** One text in every language. */
export type Words = Record<Locale, string>;

/** Order of the languages below: en, sk, cs, pl, hu, de. */
const words = (en: string, sk: string, cs: string, pl: string, hu: string, de: string): Words => ({
  en,
  sk,
  cs,
  pl,
  hu,
  de,
});

const forms = (one: string, few: string, many: string, other: string): PluralForms => ({
  one,
  few,
  many,
  other,
});

/** Fractions take `many` in Slovak and Czech, `other` in Polish; Hungarian nouns stay singular. */
export const POINT_NAMES: Record<Locale, PluralForms> = {
  en: { one: 'point', other: 'points' },
  sk: forms('bod', 'body', 'bodu', 'bodov'),
  cs: forms('bod', 'body', 'bodu', 'bodů'),
  pl: forms('punkt', 'punkty', 'punktów', 'punktu'),
  hu: { one: 'pont', other: 'pont' },
  de: { one: 'Punkt', other: 'Punkte' },
};

export const STAMP_NAMES: Record<Locale, PluralForms> = {
  en: { one: 'stamp', other: 'stamps' },
  sk: forms('pečiatka', 'pečiatky', 'pečiatky', 'pečiatok'),
  cs: forms('razítko', 'razítka', 'razítka', 'razítek'),
  pl: forms('pieczątka', 'pieczątki', 'pieczątek', 'pieczątki'),
  hu: { one: 'pecsét', other: 'pecsét' },
  de: { one: 'Stempel', other: 'Stempel' },
};

export const REWARD_NAMES = {
  coffee: words(
    'Coffee of your choice',
    'Káva podľa výberu',
    'Káva podle výběru',
    'Kawa do wyboru',
    'Választott kávé',
    'Kaffee nach Wahl',
  ),
  treat: words(
    'Small sweet treat',
    'Malá sladkosť',
    'Malá sladkost',
    'Mała słodkość',
    'Apró édesség',
    'Kleine Süßigkeit',
  ),
  cake: words(
    'Cake of the day',
    'Koláč dňa',
    'Koláč dne',
    'Ciasto dnia',
    'A nap süteménye',
    'Kuchen des Tages',
  ),
  beans: words(
    'Coffee beans 250 g',
    'Zrnková káva 250 g',
    'Zrnková káva 250 g',
    'Kawa ziarnista 250 g',
    'Szemes kávé 250 g',
    'Kaffeebohnen 250 g',
  ),
  dessert: words(
    'Dessert of the day',
    'Dezert dňa',
    'Dezert dne',
    'Deser dnia',
    'A nap desszertje',
    'Dessert des Tages',
  ),
  main_course: words(
    'Main course of your choice',
    'Hlavné jedlo podľa výberu',
    'Hlavní jídlo podle výběru',
    'Danie główne do wyboru',
    'Választott főétel',
    'Hauptgericht nach Wahl',
  ),
  discount: words(
    'Discount on your purchase',
    'Zľava z nákupu',
    'Sleva z nákupu',
    'Rabat na zakupy',
    'Kedvezmény a vásárlásból',
    'Rabatt auf Ihren Einkauf',
  ),
  big_discount: words(
    'Bigger discount on your purchase',
    'Väčšia zľava z nákupu',
    'Větší sleva z nákupu',
    'Większy rabat na zakupy',
    'Nagyobb kedvezmény a vásárlásból',
    'Größerer Rabatt auf Ihren Einkauf',
  ),
  bill_discount: words(
    'Discount on your bill',
    'Zľava z účtu',
    'Sleva z účtu',
    'Rabat na rachunek',
    'Kedvezmény a számlából',
    'Rabatt auf Ihre Rechnung',
  ),
  care: words(
    'Care treatment',
    'Ošetrenie navyše',
    'Péče navíc',
    'Zabieg pielęgnacyjny',
    'Ápoló kezelés',
    'Pflegebehandlung',
  ),
  home_care: words(
    'Product for home care',
    'Prípravok na domácu starostlivosť',
    'Přípravek na domácí péči',
    'Produkt do pielęgnacji domowej',
    'Otthoni ápolószer',
    'Produkt für die Pflege zu Hause',
  ),
  free_service: words(
    'Service for free',
    'Služba zadarmo',
    'Služba zdarma',
    'Usługa gratis',
    'Ingyenes szolgáltatás',
    'Gratis-Leistung',
  ),
  half_price: words(
    'Service at half price',
    'Služba za polovicu',
    'Služba za polovinu',
    'Usługa za pół ceny',
    'Szolgáltatás féláron',
    'Leistung zum halben Preis',
  ),
  extra: words(
    'Small extra service',
    'Drobná služba navyše',
    'Drobná služba navíc',
    'Mała usługa dodatkowa',
    'Apró extra szolgáltatás',
    'Kleine Zusatzleistung',
  ),
  gift: words(
    'Small surprise gift',
    'Malý darček',
    'Malý dárek',
    'Mały upominek',
    'Apró ajándék',
    'Kleines Geschenk',
  ),
  order_gift: words(
    'Gift with your order',
    'Darček k objednávke',
    'Dárek k objednávce',
    'Prezent do zamówienia',
    'Ajándék a rendeléshez',
    'Geschenk zur Bestellung',
  ),
} as const satisfies Record<string, Words>;

export type RewardKey = keyof typeof REWARD_NAMES;
