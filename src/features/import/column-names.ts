import type { ImportField } from '#contract/import.ts';
import { searchKey } from '#core/search-key.ts';

/** How the columns are called in exports, in six languages; compared without diacritics. */
const NAMES: Record<ImportField, string> = {
  order: `order|order id|order no|order number|invoice|invoice no|invoice number|receipt|receipt id
    |receipt no|transaction|transaction id|ticket|bill|bill no|objednavka|cislo objednavky|blocek
    |cislo blocku|cislo dokladu|doklad|uctenka|cislo uctenky|faktura|cislo faktury|transakcia
    |transakce|id transakcie|id transakce|paragon|numer paragonu|nr paragonu|zamowienie
    |numer zamowienia|nr zamowienia|id zamowienia|numer faktury|transakcja|rendeles|rendelesszam
    |rendeles szama|nyugta|nyugtaszam|szamlaszam|szamla|bizonylat|bizonylatszam|tranzakcio
    |bestellung|bestellnummer|bestell nr|bon|bonnummer|bon nr|beleg|belegnummer|beleg nr|rechnung
    |rechnungsnummer|transaktion|auftragsnummer`,
  customer: `customer|customer id|customer no|customer number|client|client id|member|member id
    |card|card number|loyalty card|user id|zakaznik|id zakaznika|cislo zakaznika|klient|id klienta
    |karta|cislo karty|numer klienta|nr klienta|numer karty|nr karty|vasarlo|vasarlo azonosito
    |vevo|vevokod|vevo azonosito|ugyfel|ugyfelszam|ugyfel azonosito|torzsvasarloi kartya
    |kartyaszam|kunde|kundennummer|kunden nr|kunden id|kartennummer|kundenkarte`,
  date: `date|datetime|date time|order date|invoice date|transaction date|created|created at
    |sold at|paid at|timestamp|datum|datum a cas|datum predaja|datum prodeje|datum objednavky
    |data|data sprzedazy|data zamowienia|data transakcji|data i godzina|vytvorene|vytvoreno
    |datum es ido|vasarlas datuma|kelt|ertekesites datuma|idopont|verkaufsdatum|belegdatum
    |bestelldatum|datum uhrzeit|zeitpunkt|datum uctenky|datum dokladu`,
  time: 'time|cas|godzina|ido|uhrzeit|zeit|order time|transaction time|cas predaja|cas prodeje',
  item: `item|item name|product|product name|description|article|title|polozka|nazov|nazev
    |nazov polozky|nazev polozky|produkt|nazov produktu|nazev produktu|tovar|zbozi|towar
    |nazwa|nazwa towaru|nazwa produktu|pozycja|termek|termeknev|megnevezes|cikk|tetel|artikel
    |artikelname|bezeichnung|artikelbezeichnung|produktname|beschreibung`,
  sku: `sku|stock code|item code|item number|product code|product id|plu|ean|barcode|kod
    |kod produktu|kod tovaru|kod zbozi|kod towaru|indeks|cikkszam|termekkod|vonalkod
    |artikelnummer|artikel nr|artnr`,
  category: `category|item category|product category|department|kategoria|kategorie|skupina
    |dzial|grupa|kategoria produktu|csoport|termekcsoport|warengruppe|abteilung`,
  quantity: `quantity|qty|count|pieces|units|mnozstvo|mnozstvi|pocet|pocet kusov|pocet kusu|kusy
    |ks|ilosc|liczba|szt|mennyiseg|darab|db|menge|anzahl|stuck`,
  price: `price|unit price|item price|jednotkova cena|cena za kus|cena|cena jednostkowa|egysegar
    |ar|preis|einzelpreis|stuckpreis`,
  amount: `amount|line total|line amount|sales|revenue|value|net sales|dollars|suma|ciastka|castka
    |cena spolu|cena celkem|suma polozky|hodnota|kwota|wartosc|osszeg|ertek|betrag|umsatz
    |zeilensumme|positionssumme`,
  total: `total|order total|invoice total|grand total|receipt total|celkom|spolu|celkem
    |celkova suma|celkova castka|suma blocku|suma objednavky|razem|lacznie|suma paragonu
    |vegosszeg|osszesen|rendeles osszege|gesamt|gesamtbetrag|gesamtsumme|bonsumme|summe`,
};

/** `InvoiceNo`, `Invoice No.` and `invoice_no` are one name. */
const plain = (name: string): string =>
  searchKey(name.replace(/([a-z])([A-Z])/g, '$1 $2'))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const BY_NAME = new Map<string, ImportField>();
for (const [field, names] of Object.entries(NAMES)) {
  for (const name of names.split('|')) BY_NAME.set(plain(name), field as ImportField);
}

/** What a column with this header holds; null when nobody knows. */
export const fieldNamed = (header: string): ImportField | null =>
  BY_NAME.get(plain(header)) ?? null;
