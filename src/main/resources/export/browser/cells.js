/* Cells of a row as ingest types them. A value is a text, a number, a BigInt of whole numbers, or a time. */

const BLANK = /[\t-\r\x1c- \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const FORMAT = /[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
const BASE = /(?:(?!\p{Mn})[^])\p{Mn}*$/u;
const UNJOINED = ['Latin', 'Greek', 'Cyrillic', 'Armenian', 'Georgian', 'Hebrew', 'Han', 'Hiragana', 'Katakana', 'Hangul']
  .map(script => `\\p{Script=${script}}`).join('');
/** Emoji, and letters of scripts that join. */
const SHAPED = new RegExp(`^(?:\\p{So}|[\\u{10000}-\\u{10ffff}](?<=\\p{Sk})|(?![${UNJOINED}])\\p{L})`, 'u');
const NORMALIZERS = {
  trim: text => {
    const ends = new RegExp(`${BLANK.source.slice(0, -1)}\\u200b-\\u200f\\u2060\\ufeff]`);
    let start = 0;
    let end = text.length;
    while (end > 0 && ends.test(text[end - 1])) end--;
    while (start < end && ends.test(text[start])) start++;
    return text.slice(start, end);
  },
  'collapse-spaces': text => text.replace(new RegExp(`${BLANK.source}+`, 'g'), ' '),
  'lower-case': text => text.toLowerCase(),
  'upper-case': text => text.toUpperCase(),
  unicode: text => {
    const composed = text.normalize('NFC');
    let before = '';
    let from = 0;
    composed.replace(FORMAT, (found, at) => {
      before += composed.slice(from, at);
      from = at + found.length;
      const base = BASE.exec(before) || [Array.from(before)[0] || ''];
      const joins = found === '\u200c' || found === '\u200d';
      if (joins && SHAPED.test(base[0]) && SHAPED.test(composed.slice(from))) before += found;
      return found;
    });
    return (before + composed.slice(from)).normalize('NFC');
  },
};

const NUMBER_TEXT = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]{1,9}))?$/;
const LONGEST_NUMBER = 400;

/** The parts of a number; null of another text. */
function numberParts(text) {
  const found = text.length <= LONGEST_NUMBER && NUMBER_TEXT.exec(text);
  return found && (found[2] || found[3]) ? found : null;
}

const TOO_LARGE = 'too large';

/** The whole number of a text; null if it is none, or `TOO_LARGE`. */
function wholeNumber(text) {
  const parts = numberParts(text);
  if (!parts) return null;
  const [, sign, whole, fraction = '', exponent = '0'] = parts;
  const digits = (whole + fraction).replace(/^0+/, '');
  if (digits === '') return 0n;
  const shift = Number(exponent) - fraction.length;
  const kept = digits.replace(/0+$/, '');
  const zeros = shift + digits.length - kept.length;
  if (zeros < 0) return null;
  if (kept.length + zeros > 19) return TOO_LARGE;
  const value = BigInt(sign.replace('+', '') + kept + '0'.repeat(zeros));
  return BigInt.asIntN(64, value) === value ? value : TOO_LARGE;
}

/** A number as Java writes it. */
function javaNumber(value) {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) {
    return Number.isInteger(value) ? value.toFixed(1) : String(value);
  }
  const [digits, exponent] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}

const SPACES = ' \xa0\u2009\u202f';
const APOSTROPHES = "'\u2019";

/** Reads numbers as a column writes them. */
class NumberStyle {
  constructor({ decimal = '.', thousands = '' }) {
    this.decimal = decimal;
    this.thousands = thousands;
    this.isPlain = decimal === '.' && thousands === '';
  }

  get example() {
    return `1${this.thousands}234${this.decimal}5`;
  }

  /** The number with a point and without groups; null if it isn't written like this. */
  plain(text) {
    if (this.isPlain) return text;
    const point = text.indexOf(this.decimal);
    const whole = point < 0 ? text : text.slice(0, point);
    const fraction = point < 0 ? '' : `.${text.slice(point + 1)}`;
    if (this.decimal !== '.' && this.thousands !== '.' && text.includes('.')) return null;
    const digits = this.ungrouped(whole);
    return digits === null || fraction.indexOf('.', 1) > 0 ? null : digits + fraction;
  }

  ungrouped(whole) {
    if (!this.thousands) return whole;
    const like = [SPACES, APOSTROPHES].find(marks => marks.includes(this.thousands)) || this.thousands;
    const grouped = Array.from(whole, one => (like.includes(one) ? ' ' : one)).join('');
    if (!grouped.includes(' ')) return whole;
    return /^[+-]?[0-9]{1,3}(?: [0-9]{3})+$/.test(grouped) ? grouped.replace(/ /g, '') : null;
  }
}

/** A text of a user in one short line. */
function shown(text) {
  const all = Array.from(text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '·'));
  return all.length <= 100 ? all.join('') : `${all.slice(0, 100).join('')}…`;
}

const NOUNS = {
  string: 'a string', int: 'a whole number', long: 'a whole number', float: 'a number', double: 'a number',
  timestamp: 'a time', 'epoch-seconds': 'whole seconds since 1970',
  'epoch-milliseconds': 'whole milliseconds since 1970',
};
const NUMBER_TYPES = ['int', 'long', 'float', 'double'];

/** Reads the cells of one input of the signature. */
class CellParser {
  constructor(input) {
    this.input = input;
    this.values = input.values ? new Map(Object.entries(input.values)) : null;
    this.style = new NumberStyle(this.values ? {} : input);
    this.markers = new NumberStyle(input);
    this.missing = this.texts(input.missing);
    this.dropped = this.texts(input.dropped);
    this.times = input.type === 'timestamp' ? new TimePattern(input) : null;
  }

  normalized(text) {
    return this.input.normalizers.reduce((changed, one) => NORMALIZERS[one](changed), text);
  }

  texts(markers = []) {
    const texts = new Set(markers.map(one => this.normalized(one)));
    const numbers = NUMBER_TYPES.includes(this.input.type)
      ? new Set([...texts].filter(numberParts).map(Number)) : new Set();
    return text => {
      const plain = this.markers.plain(text);
      return texts.has(text) || (plain !== null && Boolean(numberParts(plain)) && numbers.has(Number(plain)));
    };
  }

  /** `{ value }`, null for a missing one, or `{ problem }`. */
  parse(cell) {
    let text = this.normalized(cell || '');
    if (this.missing(text)) text = '';
    if (this.dropped(text)) return this.invalid('must not be one of the texts whose rows are dropped', text);
    if (text === '') {
      return this.input.required
        ? { problem: `Missing ${this.input.name} (must be ${NOUNS[this.input.type]})` } : { value: null };
    }
    if (!this.values) return this.typed(text);
    return this.values.has(text) ? this.typed(this.values.get(text))
      : this.invalid(`must be one of ${[...this.values.keys()].join(', ')}`, text);
  }

  invalid(rule, text) {
    return { problem: `Invalid ${this.input.name}: ${shown(`'${text}'`)} (${rule})` };
  }

  typed(text) {
    switch (this.input.type) {
      case 'string': return { value: text };
      case 'timestamp': return this.time(text);
      case 'epoch-seconds': return this.epoch(text, 'seconds', 1n);
      case 'epoch-milliseconds': return this.epoch(text, 'milliseconds', 1000n);
      default: return this.number(text);
    }
  }

  number(text) {
    const plain = this.style.plain(text);
    if (!this.style.isPlain && (plain === null || !numberParts(plain))) {
      return this.invalid(`must be a number like ${this.style.example}`, text);
    }
    return this.input.type === 'int' || this.input.type === 'long' ? this.whole(plain) : this.decimal(plain);
  }

  whole(text) {
    const value = wholeNumber(text);
    if (value === null) return this.invalid('must be a whole number', text);
    if (value === TOO_LARGE) return this.invalid('must be a whole number that fits 64 bits', text);
    if (this.input.type === 'int' && BigInt.asIntN(32, value) !== value) {
      return this.invalid('must be a whole number that fits 32 bits', text);
    }
    return this.bounded(value, Number(value), text);
  }

  decimal(text) {
    if (!numberParts(text)) return this.invalid('must be a number', text);
    const bits = this.input.type === 'float' ? 32 : 64;
    const number = Number(text) + 0;
    const value = bits === 32 ? float(number) : number;
    const isZero = !/[1-9]/.test(text.replace(/[eE].*/, ''));
    return Number.isFinite(value) && (value !== 0 || isZero)
      ? this.bounded(value, number, text) : this.invalid(`must be a number that fits ${bits}-bit floating point`, text);
  }

  bounded(value, number, text) {
    const { min, max } = this.input;
    const shownBound = bound => javaNumber(bound);
    if (min !== undefined && number < min) return this.outOf(`must be at least ${shownBound(min)}`, text);
    if (max !== undefined && number > max) return this.outOf(`must be at most ${shownBound(max)}`, text);
    return { value };
  }

  outOf(rule, text) {
    return { problem: `Invalid ${this.input.name}: ${shown(text)} (${rule})` };
  }

  time(text) {
    const found = this.times.read(text);
    if (found === null) return this.invalid(`must be a time like ${this.input.pattern}`, text);
    if (found === SKIPPED) {
      return this.invalid(`must be a time that the clocks of ${this.input.zone} don't skip`, text);
    }
    return isTimeInRange(found) ? { value: found } : this.invalid('must be a time from 1900 to 9999', text);
  }

  epoch(text, units, perSecond) {
    const count = wholeNumber(text);
    if (count === null) return this.invalid(`must be whole ${units} since 1970`, text);
    if (count !== TOO_LARGE) {
      const fraction = ((count % perSecond) + perSecond) % perSecond;
      const time = {
        seconds: Number((count - fraction) / perSecond),
        micros: Number(fraction) * 1000,
      };
      if (isTimeInRange(time)) return { value: time };
    }
    return this.invalid(`must be ${units} since 1970 of a time from 1900 to 9999`, text);
  }
}

/** The text of an id or a category. */
function valueText(value, type) {
  if (typeof value !== 'number') return String(value);
  if (type !== 'float') return javaNumber(value);
  let digits = 1;
  while (float(Number(value.toPrecision(digits))) !== value) digits++;
  return javaNumber(Number(value.toPrecision(digits)));
}
