/* The three kinds of models: from the cells of a row to the answer and its reasons. */

/** Lines of JSON. */
function jsonLines(text) {
  return text.split('\n').filter(line => line).map(line => JSON.parse(line));
}

/** Known ids by their index from 1. */
class Ids {
  constructor(text) {
    this.all = jsonLines(text);
    this.indices = new Map(this.all.map((id, i) => [id, i + 1]));
  }

  index(id) {
    return id === null ? 0 : this.indices.get(String(id)) || 0;
  }
}

class Model {
  /** `page` describes it; `files` are bytes by name. */
  constructor(page, files) {
    this.page = page;
    this.signature = page.signature;
    this.output = page.signature.output;
    this.files = files;
    this.parsers = this.signature.inputs.map(input => new CellParser(input));
    this.engine = engineOf(page, files);
  }

  text(name) {
    return new TextDecoder().decode(this.files.get(name));
  }

  /** `{ values, problems }`: one value for each input, and the problem of an input by its name. */
  typed(cells) {
    const problems = new Map();
    const values = this.signature.inputs.map((input, i) => {
      const { value = null, problem } = this.parsers[i].parse(cells[input.name]);
      if (problem) problems.set(input.name, problem);
      return value;
    });
    return { values, problems };
  }

  /** The answer in its unit and range to each row. */
  async answers(rows) {
    return (await this.engine).answers(rows);
  }

  /** The answer to typed values alone. */
  async value(values) {
    return (await this.answers([this.row(values)]))[0];
  }
}

/** The network that answers, in plain JavaScript. */
class PlainEngine {
  constructor(page, files) {
    this.network = new Network(page.network, files.get('weights'));
    this.ranking = page.ranking ? new Network(page.ranking, files.get('ranking')) : null;
    this.output = page.signature.output;
  }

  answers(rows) {
    const { mean = 0, 'standard-deviation': deviation = 1, min = -Infinity, max = Infinity } = this.output;
    return rows.map(row => Math.min(max, Math.max(min, mean + deviation * this.network.predict(row))));
  }

  /** Log odds of classes. */
  outputs(rows) {
    return rows.map(row => this.network.output(row));
  }

  /** What lists are ordered by, of pairs alone. */
  orders(rows) {
    return this.ranking ? rows.map(row => this.ranking.output({ indices: row.indices.slice(0, 2) }))
      : rows.map(row => float(this.network.predict(row)));
  }

  /** What factors add up to; null of another network. */
  parts({ indices: [user, item, contexts = []] }) {
    if (this.network.shape.head !== 'factors') return null;
    const alone = this.network.input({ indices: [user, item, []] });
    const all = this.network.input({ indices: [user, item, contexts] });
    const side = all.length / 2;
    let fit = 0;
    for (let k = 1; k < side; k++) fit += all[k] * all[side + k];
    return {
      bias: this.network.bias, user: alone[0], item: alone[side], fit,
      contexts: all[0] + all[side] - alone[0] - alone[side],
    };
  }
}

/** Another one may be put in its place. */
let engineOf = async (page, files) => new PlainEngine(page, files);

/** Users and items: stars, and lists of items. */
class PairModel extends Model {
  constructor(page, files) {
    super(page, files);
    this.users = new Ids(this.text('users.jsonl'));
    this.items = new Ids(this.text('items.jsonl'));
    this.popular = JSON.parse(this.text('popular.json')).items;
    this.terms = files.has('context.json') ? JSON.parse(this.text('context.json')).terms : [];
    this.contexts = files.has('contexts.jsonl') ? new Ids(this.text('contexts.jsonl')) : null;
  }

  row(values) {
    return this.rowOf(this.users.index(values[0]), this.items.index(values[1]), this.contextsOf(values));
  }

  rowOf(user, item, contexts = []) {
    return { indices: this.contexts ? [[user], [item], contexts] : [[user], [item]] };
  }

  contextsOf(values) {
    if (!this.contexts) return [];
    const names = this.signature.inputs.map(input => input.name);
    return this.terms
      .map((term, number) => this.contexts.index(contextKey(term, number, values, values[names.indexOf(term.column)])))
      .filter(index => index > 0);
  }

  async predict(values) {
    const row = this.row(values);
    const [[user], [item]] = row.indices;
    const [userName, itemName] = this.signature.inputs.map(input => input.name);
    const remarks = [];
    if (!user) remarks.push(`Training never saw this ${userName}: the answer is that for any newcomer.`);
    if (!item) remarks.push(`Training never saw this ${itemName}: the answer is that for any new one.`);
    const parts = (await this.engine).parts(row);
    const rows = [row, this.rowOf(0, item, row.indices[2]), this.rowOf(user, 0, row.indices[2])];
    const [value, newcomer, novelty] = await this.answers(rows);
    const reasons = parts ? [
      ['all ratings', parts.bias, ''],
      [`this ${userName}`, parts.user, 'sum'],
      [`this ${itemName}`, parts.item, 'sum'],
      ...(row.indices[2] && row.indices[2].length ? [['when and how it is rated', parts.contexts, 'sum']] : []),
      ['how well the two fit', parts.fit, 'sum'],
    ] : [
      ...(user ? [[`knowing the ${userName}`, value - newcomer, 'sum']] : []),
      ...(item ? [[`knowing the ${itemName}`, value - novelty, 'sum']] : []),
    ];
    return { value, remarks, reasons, isSum: Boolean(parts) };
  }

  /** `{ known, items: [[item, stars]] }`: the best for a user, or popular ones. */
  async list(values, most) {
    const user = this.users.index(values[0]);
    if (!user) {
      return { known: false, items: this.popular.slice(0, most).map(one => [one.item, one['mean-stars']]) };
    }
    const ordered = await (await this.engine).orders(this.items.all.map((id, i) => this.rowOf(user, i + 1)));
    const best = this.items.all.map((id, i) => i).sort((a, b) => ordered[b] - ordered[a] || a - b).slice(0, most);
    const stars = await this.answers(best.map(i => this.rowOf(user, i + 1)));
    return { known: true, items: best.map((i, place) => [this.items.all[i], stars[place]]) };
  }
}

/** What a rating has in common with others; null without a value. */
function contextKey({ kind, of, zone }, number, values, cell) {
  const id = { all: '', user: values[0], item: values[1] }[of];
  if (cell === null || cell === undefined || id === null) return null;
  return `${number}\u001f${kind === 'categorical' ? cell : contextNumber(kind, localSeconds(cell, zone))}\u001f${id}`;
}

function contextNumber(kind, seconds) {
  const floor = size => Math.floor(seconds / size);
  switch (kind) {
    case 'day': return floor(DAY_SECONDS);
    case 'hour': return floor(3600);
    case 'minute': return floor(60);
    case 'hour-of-day': return Math.floor((seconds - DAY_SECONDS * floor(DAY_SECONDS)) / 3600);
    case 'day-of-week': return ((((floor(DAY_SECONDS) + 3) % 7) + 7) % 7) + 1;
    default: return seconds;
  }
}

/** Texts: the probability of a class, and the words that pull. */
class TextModel extends Model {
  constructor(page, files) {
    super(page, files);
    this.encoder = JSON.parse(this.text('encoder.json'));
    if (this.encoder['hash-bits'] > 0) {
      this.rows = hashedRows(this.encoder['hash-bits']);
    } else if (files.has('vocabulary.bin')) {
      this.rows = shortHashRows(files.get('vocabulary.bin'), this.encoder.vocabulary);
    } else {
      const terms = jsonLines(this.text('terms.jsonl'));
      const rows = new Map(terms.map(([term], i) => [term, i + 1]));
      this.ratios = Float32Array.from(terms, ([, ratio]) => ratio);
      this.rows = (words, visit) => forEachTerm(words, this.encoder, term => visit(term, rows.get(term) || 0));
    }
    if (this.encoder.vocabulary && this.encoder.vocabulary['ratio-scale']) {
      const { terms, 'ratio-scale': scale } = this.encoder.vocabulary;
      const whole = new Int8Array(files.get('vocabulary.bin').slice(5 * terms).buffer);
      this.ratios = Float32Array.from(whole, one => one * float(scale));
    }
  }

  words(text) {
    return wordsOf(text, this.encoder);
  }

  /** The known terms as `{ row: { indices, weights }, names }`; row 0 stands for a text without any. */
  encoded(text) {
    const counts = new Map();
    const names = new Map();
    let count = 0;
    this.rows(this.words(text || ''), (term, row) => {
      if (!row) return;
      count++;
      counts.set(row, (counts.get(row) || 0) + 1);
      if (!names.has(row)) names.set(row, term);
    }, this.encoder);
    if (!count) return { row: { indices: [[0]], weights: [[1]] }, names };
    const indices = [...counts.keys()].sort((a, b) => a - b);
    return { row: { indices: [indices], weights: [this.weights(indices, counts, count)] }, names };
  }

  weights(indices, counts, count) {
    if (this.encoder.weighting === 'presence') return indices.map(() => 1);
    if (this.encoder.weighting === 'average') return indices.map(row => float(counts.get(row) / count));
    const ratios = indices.map(row => this.ratios[row - 1]);
    const squares = ratios.reduce((sum, ratio) => sum + ratio * ratio, 0);
    const factor = squares === 0 ? 1 : float(1 / Math.sqrt(squares));
    return ratios.map(ratio => float(ratio * factor));
  }

  row([text]) {
    return this.encoded(text).row;
  }

  async predict([text]) {
    const { row, names } = this.encoded(text);
    const [value] = await this.answers([row]);
    const { classes, threshold = 0.5 } = this.output;
    const remarks = names.size ? []
      : ['The text has no word that training knew: the answer is that for any such text.'];
    return { value, label: classes[value < threshold ? 0 : 1], remarks, reasons: await this.heaviest(row, names, 12) };
  }

  /** The terms that add most to the log odds, each by itself. */
  async heaviest({ indices: [indices], weights: [weights] }, names, most) {
    if (!names.size) return [];
    const alone = indices.map((row, i) => ({ indices: [[row]], weights: [[weights[i]]] }));
    const [nothing, ...each] = await (await this.engine).outputs([{ indices: [[]], weights: [[]] }, ...alone]);
    return indices
      .map((row, i) => [names.get(row), each[i] - nothing])
      .filter(([, weight]) => weight !== 0)
      .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
      .slice(0, most)
      .map(([term, weight]) => [term.replace(/\u2757/g, '!').replace(/\u2753/g, '?'), weight, 'sum']);
  }
}

/** Gives each term and its hash. */
function forEachHashed(words, config, visit) {
  for (let first = 0; first < words.length; first++) {
    let term = '';
    TermHash.begin();
    for (let next = first; next < Math.min(words.length, first + config.ngrams); next++) {
      const from = term.length;
      term += (from ? ' ' : '') + words[next];
      TermHash.add(term, from);
      visit(term, TermHash.ended());
    }
  }
}

function hashedRows(bits) {
  return (words, visit, config) =>
    forEachHashed(words, config, (term, [high]) => visit(term, 1 + (high >>> (32 - bits))));
}

/**
 * By the first five bytes of the hash. The file has how much each is more than the one before, the highest bytes
 * of all first.
 */
function shortHashRows(bytes, { terms }) {
  const keys = new Float64Array(terms);
  for (let i = 0; i < terms; i++) {
    for (let at = i; at < 5 * terms; at += terms) keys[i] = 256 * keys[i] + bytes[at];
    if (i) keys[i] += keys[i - 1];
  }
  const rowOf = key => {
    let low = 0;
    let high = terms - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      if (keys[middle] === key) return middle + 1;
      if (keys[middle] < key) low = middle + 1;
      else high = middle - 1;
    }
    return 0;
  };
  return (words, visit, config) =>
    forEachHashed(words, config, (term, [high, low]) => visit(term, rowOf(256 * high + (low >>> 24))));
}

/** Columns of a table: a number. */
class TableModel extends Model {
  constructor(page, files) {
    super(page, files);
    this.columns = JSON.parse(this.text('encoder.json')).columns;
  }

  row(values) {
    const numbers = [];
    this.columns.forEach((column, i) => {
      numbers.push(...ENCODERS[column.kind](column, values[i]));
      if (column['missing-in-train'] > 0) numbers.push(values[i] === null ? 1 : 0);
    });
    return { numbers };
  }

  async predict(values) {
    const given = this.columns.map((column, i) => i).filter(i => values[i] !== null);
    const without = given.map(i => values.map((one, k) => (k === i ? null : one)));
    const [value, ...others] = await this.answers([values, ...without].map(one => this.row(one)));
    const remarks = given.filter(i => this.columns[i].kind === 'categorical')
      .map(i => [this.columns[i], valueText(values[i], this.columns[i].type)])
      .filter(([column, text]) => !column.categories.includes(text))
      .map(([column, text]) => `${column.name} '${shown(text)}' is none of the categories that training knew`);
    const reasons = given.map((i, place) => [this.columns[i].name, value - others[place], 'sum'])
      .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
    return { value, remarks, reasons };
  }
}

const scaled = ({ shift, divisor }, value) => float((value - shift) / divisor);

/** Numbers of a value, without the one for missing values. */
const ENCODERS = {
  numeric: (column, value) => [scaled(column, value === null ? column.fill : Number(value))],
  categorical: (column, value) => {
    const category = value === null ? column.fill : valueText(value, column.type);
    const flags = column.categories.map(one => (one === category ? 1 : 0));
    return column['other-rows'] > 0 ? [...flags, value !== null && !flags.includes(1) ? 1 : 0] : flags;
  },
  multi: (column, value) => {
    const found = value === null ? [] : value.split(column.separator).map(one => one.trim());
    return column.categories.map(one => (found.includes(one) ? 1 : 0));
  },
  timestamp: (column, value) => {
    const sizes = { month: 12, 'day-of-week': 7 };
    const flags = numbers => column.parts.flatMap(part =>
      Array.from({ length: sizes[part] }, (_, i) => (i + 1 === numbers[part] ? 1 : 0)));
    if (value === null) return [scaled(column, column.fill), ...flags({})];
    const [, until, fraction = ''] = /^([^.Z]*)(?:\.(\d+))?Z$/.exec(column.earliest);
    const days = (value.seconds - Date.parse(`${until}Z`) / 1000
      + (value.micros * 1000 - Number(fraction.padEnd(9, '0'))) / 1e9) / DAY_SECONDS;
    const date = new Date(localSeconds(value, column.zone || 'UTC') * 1000);
    const numbers = { month: date.getUTCMonth() + 1, 'day-of-week': ((date.getUTCDay() + 6) % 7) + 1 };
    return [scaled(column, days), ...flags(numbers)];
  },
};

const KINDS = { pair: PairModel, text: TextModel, table: TableModel };
