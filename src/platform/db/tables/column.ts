import type { ColumnType } from 'kysely';

/** Read as Date; written as Date or RFC 3339. */
export type Moment = ColumnType<Date, Date | string, Date | string>;
export type NullableMoment = ColumnType<
  Date | null,
  Date | string | null | undefined,
  Date | string | null
>;
export type DefaultMoment = ColumnType<Date, Date | string | undefined, Date | string>;

/** Read parsed; written by `JSON.stringify`: the driver takes a bare array for an SQL array. */
export type Json<T> = ColumnType<T, string, string>;
export type NullableJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
export type DefaultJson<T> = ColumnType<T, string | undefined, string>;
