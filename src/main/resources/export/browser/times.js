/* Times as a column writes them: `{ seconds, micros }` since 1970 in UTC. */

const SKIPPED = 'skipped';
const DAY_SECONDS = 86400;

function isTimeInRange({ seconds }) {
  return seconds >= -2208988800 && seconds <= 253402300799;
}

const FORMATTERS = new Map();

/** Seconds that the clocks of a zone are ahead of UTC at a time. */
function offsetAt(seconds, zone) {
  if (zone === 'UTC' || zone === 'Z' || zone === 'GMT') return 0;
  const fixed = /^(?:UTC|GMT)?([+-])(\d\d?)(?::?(\d\d))?(?::?(\d\d))?$/.exec(zone);
  if (fixed) {
    const [, sign, hours, minutes = 0, rest = 0] = fixed;
    return (sign === '-' ? -1 : 1) * (3600 * Number(hours) + 60 * Number(minutes) + Number(rest));
  }
  if (!FORMATTERS.has(zone)) {
    FORMATTERS.set(zone, new Intl.DateTimeFormat('en-US', {
      timeZone: zone, hourCycle: 'h23', calendar: 'gregory', year: 'numeric', month: 'numeric', day: 'numeric',
      hour: 'numeric', minute: 'numeric', second: 'numeric',
    }));
  }
  const part = {};
  FORMATTERS.get(zone).formatToParts(seconds * 1000).forEach(({ type, value }) => { part[type] = Number(value); });
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) / 1000 - seconds;
}

/** Seconds since 1970 on a zone's clocks. */
function localSeconds({ seconds }, zone) {
  return seconds + offsetAt(seconds, zone);
}

/** The time when the clocks of a zone show so many seconds since 1970: the earlier of two, or `SKIPPED`. */
function timeOfLocal(local, zone) {
  const before = offsetAt(local - DAY_SECONDS, zone);
  const after = offsetAt(local + DAY_SECONDS, zone);
  const found = [before, after].find(offset => offsetAt(local - offset, zone) === offset);
  return found === undefined ? SKIPPED : local - found;
}

const NAME_STYLES = {
  M: locale => names(locale, 12, { month: 'long' }, { month: 'short' }, i => Date.UTC(2024, i, 15)),
  E: locale => names(locale, 7, { weekday: 'long' }, { weekday: 'short' }, i => Date.UTC(2024, 0, i + 1)),
};

/** Names of months or weekdays in lower case and without points, with their numbers from 1. */
function names(locale, count, long, short, date) {
  const found = new Map();
  for (let i = 0; i < count; i++) {
    for (const style of [long, { ...long, day: 'numeric' }, short, { ...short, day: 'numeric' }]) {
      const parts = new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }).formatToParts(date(i));
      const name = parts.find(part => part.type === 'month' || part.type === 'weekday').value;
      found.set(plainName(name), i + 1);
      if (long.month && style === long) found.set(plainName(name.slice(0, 3)), i + 1);
    }
  }
  return found;
}

function plainName(name) {
  return name.toLowerCase().replace(/[. \xa0\u202f]/g, '').replace(/^set(?=iembre$|$)/, 'sept');
}

/** A pattern of dates and times, as Java's DateTimeFormatter has them. */
class TimePattern {
  constructor({ pattern, zone, locale = 'en' }) {
    this.zone = zone;
    this.locale = locale.replace('_', '-');
    this.fields = [];
    this.expression = new RegExp(`^${this.compiled(pattern)}$`, 'iu');
  }

  compiled(pattern) {
    let out = '';
    for (const [part] of pattern.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|[^]/gu)) {
      if (part === '[') out += '(?:';
      else if (part === ']') out += ')?';
      else if (part === "''") out += "'";
      else if (part[0] === "'") out += escaped(part.slice(1, -1).replace(/''/g, "'"));
      else if (/[A-Za-z]/.test(part[0])) out += this.field(part[0], part.length);
      else out += BLANK.test(part) ? BLANK.source : escaped(part);
    }
    return out;
  }

  field(letter, width) {
    this.fields.push(letter + (letter === 'S' ? '' : width));
    switch (letter) {
      case 'y': case 'u': return width === 2 ? '([0-9]{2})' : `([0-9]{${width === 1 ? '1,9' : width}})`;
      case 'S': return `([0-9]{${width}})`;
      case 'a': return '([ap]\\.?[ \\xa0\\u202f]?m\\.?)';
      case 'X': case 'x': case 'Z': return '(Z|[+-][0-9]{2}(?::?[0-9]{2})?)';
      case 'E': return '([\\p{L}.]+)';
      default: return width > 2 ? '([\\p{L}.]+)' : `([0-9]{${width === 1 ? '1,19' : 2}})`;
    }
  }

  /** The time of a text; null if it is none, or `SKIPPED`. */
  read(text) {
    const found = this.expression.exec(text);
    if (!found) return null;
    const part = {};
    for (const [i, field] of this.fields.entries()) {
      const value = found[i + 1] === undefined ? undefined : this.value(field, found[i + 1]);
      if (value === null) return null;
      if (value !== undefined) part[field[0].replace('y', 'u').replace('L', 'M').replace(/[xZ]/, 'X')] = value;
    }
    return this.time(part);
  }

  value(field, text) {
    switch (field[0]) {
      case 'M': case 'L': case 'E':
        if (/^[0-9]/.test(text)) return Number(text);
        return NAME_STYLES[field[0] === 'E' ? 'E' : 'M'](this.locale).get(plainName(text)) || null;
      case 'y': case 'u': return Number(text) + (field.slice(1) === '2' ? 2000 : 0);
      case 'S': return Math.floor(Number(`0.${text}`) * 1e6 + 1e-6);
      case 'a': return /^p/i.test(text) ? 12 : 0;
      case 'X': return text.toUpperCase() === 'Z' ? 'UTC' : text;
      default: return Number(text);
    }
  }

  time(part) {
    const { u: year, M: month = 1, d: day = 1, m: minute = 0, s: second = 0, S: micros = 0 } = part;
    let hour = part.H === undefined ? 0 : part.H;
    if (part.h !== undefined) {
      if (part.h < 1 || part.h > 12 || part.a === undefined) return null;
      hour = (part.h % 12) + part.a;
    }
    const date = new Date(Date.UTC(2000, month - 1, day, hour, minute, second));
    date.setUTCFullYear(year, month - 1, day);
    const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
      && hour < 24 && minute < 60 && second < 60
      && (part.E === undefined || ((date.getUTCDay() + 6) % 7) + 1 === part.E);
    if (!isReal) return null;
    const seconds = timeOfLocal(date.getTime() / 1000, part.X === undefined ? this.zone : part.X);
    return seconds === SKIPPED ? SKIPPED : { seconds, micros };
  }
}

function escaped(text) {
  return text.replace(/[$()*+./?[\\\]^{|}]/g, '\\$&');
}
