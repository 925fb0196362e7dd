/** The forms of texts with a type: dates and times according to ISO 8601, and how to recognise a uuid, a uri, an email. */
import type { BuiltinType } from '@choreo/model';

export type FormedType = 'date' | 'datetime' | 'duration' | 'uuid' | 'uri' | 'email';

const forms: { readonly [T in FormedType]: (text: string) => boolean } = {
  date: isDateOrTime,
  datetime: isDateOrTime,
  duration: isDuration,
  uuid: text => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text),
  uri: text => /^[a-z][a-z\d+.-]*:\S+$/i.test(text),
  email: text => /^[^\s@]+@[^\s@]+$/.test(text),
};

export function hasForm(type: BuiltinType): type is FormedType {
  return type in forms;
}

export function isOfForm(type: FormedType, text: string): boolean {
  return forms[type](text);
}

/** In an ordered comparison, a part of the form makes sense: `site >= "https:"`. Times are compared as times. */
export function isOrderedByForm(type: FormedType): boolean {
  return type === 'date' || type === 'datetime' || type === 'duration';
}

const dayForms = [
  /^[+-]?(?<year>\d{4,6})(?:-(?<month>\d\d)(?:-(?<day>\d\d))?)?$/,
  /^(?<year>\d{4})(?<month>\d\d)(?<day>\d\d)$/,
  /^\d{4}-?W(?<week>\d\d)(?:-?[1-7])?$/,
  /^(?<year>\d{4})-?(?<ordinal>\d{3})$/,
];
const time =
  /^(?<hour>\d\d)(?::?(?<minute>\d\d)(?::?(?<second>\d\d))?)?(?:[.,]\d+)?(?:z|[+\u2212-]\d\d(?::?[0-5]\d)?)?$/i;

/** A date and a time can be compared with one another, since a time includes its date. */
function isDateOrTime(text: string): boolean {
  const [day = '', clock] = text.split(/[Tt ](?=\d)/, 2);
  return isDay(day) && (clock === undefined || isClock(clock));
}

function isDay(text: string): boolean {
  return dayForms.some(form => {
    const groups = form.exec(text)?.groups;
    if (!groups) return false;
    const { year, month = '1', day = '1', week = '1', ordinal = '1' } = groups;
    const days = daysIn(Number(year ?? 2000), Number(month));
    return (
      within(Number(month), 1, 12) &&
      within(Number(day), 1, days) &&
      within(Number(week), 1, 53) &&
      within(Number(ordinal), 1, 366)
    );
  });
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** A day ends at 24:00, and a minute can have a leap second. */
function isClock(text: string): boolean {
  const groups = time.exec(text)?.groups;
  if (!groups) return false;
  const { hour = '0', minute = '0', second = '0' } = groups;
  return within(Number(hour), 0, 24) && within(Number(minute), 0, 59) && within(Number(second), 0, 60);
}

function isDuration(text: string): boolean {
  const part = (unit: string) => String.raw`(?:[+-]?\d+(?:[.,]\d+)?${unit})?`;
  const days = ['Y', 'M', 'W', 'D'].map(part).join('');
  const clock = ['H', 'M', 'S'].map(part).join('');
  if (new RegExp(`^[+-]?P(?=[-+T\\d])${days}(?:T(?=[-+\\d])${clock})?$`, 'i').test(text)) return true;
  // `P0003-06-04T12:30:05`
  return /^[+-]?P\d{4}-?\d\d-?\d\dT\d\d:?\d\d:?\d\d$/i.test(text);
}

function within(number: number, least: number, most: number): boolean {
  return number >= least && number <= most;
}
