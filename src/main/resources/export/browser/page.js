/* The page itself. */

const $ = id => document.getElementById(id);
const LIST_LENGTH = 20;

/** The bytes of a file of the page, which stand there packed and in base 64. */
async function fileOf(block) {
  const text = atob(block.textContent);
  const packed = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) packed[i] = text.charCodeAt(i);
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return [block.dataset.file, new Uint8Array(await new Response(unpacked).arrayBuffer())];
}

async function load() {
  const page = JSON.parse($('page').textContent);
  const files = new Map(await Promise.all([...document.querySelectorAll('script[data-file]')].map(fileOf)));
  const model = new KINDS[page.signature.kind](page, files);
  await model.engine;
  return model;
}

/** What scripts may ask: the answer to cells, a list, the words of a text. */
function doors(model) {
  return {
    async predict(cells) {
      const { values, problems } = model.typed(cells);
      return problems.size ? { problems: [...problems.values()] } : model.predict(values);
    },
    async list(cells, most) {
      return model.list(model.typed(cells).values, most);
    },
    words(text) {
      return model.words(text);
    },
    goldenRows: model.page['golden-rows'],
  };
}

/** The number of golden rows whose answers are others than at export. */
async function differing(model) {
  const deviation = model.output['standard-deviation'] || 1;
  const found = await Promise.all(model.page['golden-rows'].map(({ cells }) => model.value(model.typed(cells).values)));
  return model.page['golden-rows']
    .filter(({ answer }, i) => !(Math.abs(found[i] - answer) <= 1e-5 * Math.max(deviation, Math.abs(answer)))).length;
}

function signed(value, decimals) {
  return (value > 0 ? '+' : value < 0 ? '\u2212' : '') + Math.abs(value).toFixed(decimals);
}

/** A table of what pulled an answer up and down, with bars. */
function reasonsTable(reasons, title, value, caption) {
  const largest = Math.max(...reasons.map(([, weight, kind]) => (kind ? Math.abs(weight) : 0)), Number.MIN_VALUE);
  const decimals = Math.min(9, Math.max(0, 2 - Math.floor(Math.log10(largest))));
  const side = weight => (weight > 0 ? 'for' : 'against');
  const rows = reasons.map(([name, weight, kind]) =>
    (kind ? [name, signed(weight, decimals), side(weight)] : [name, weight.toFixed(decimals)]));
  const made = table(title, rows, value, caption);
  made.tHead.rows[0].append(element('td', ''));
  reasons.forEach(([, weight, kind], i) => {
    const cell = made.tBodies[0].rows[i].insertCell();
    cell.className = 'bar';
    const bar = element('span', undefined, side(weight));
    bar.style.width = kind ? `${100 * Math.abs(weight) / largest}%` : '0';
    cell.append(bar);
  });
  return made;
}

class Page {
  constructor(model) {
    this.model = model;
    this.signature = model.signature;
    this.output = model.output;
    this.unit = this.output.unit ? ` ${this.output.unit}` : '';
    this.fields = new Map();
  }

  async open() {
    const { kind } = this.signature;
    $('meaning').textContent = `It answers with the ${this.output.meaning}.`;
    this.signature.inputs.forEach(input => $('inputs').append(...this.field(input)));
    $('form').onsubmit = event => {
      event.preventDefault();
      this.predict();
    };
    if (kind === 'pair') {
      $('lists').hidden = false;
      $('lists').textContent = `List for this ${this.signature.inputs[0].name}`;
      $('lists').onclick = () => this.list();
    }
    await this.showExamples();
    this.showFacts();
    ['form', 'examples-section', 'about'].forEach(id => { $(id).hidden = false; });
    $('state').hidden = true;
  }

  field(input) {
    const id = `input-${input.name}`;
    const field = element(this.signature.kind === 'text' ? 'textarea' : 'input');
    field.id = id;
    field.autocomplete = 'off';
    field.spellcheck = false;
    if (this.signature.kind === 'text') field.rows = 6;
    if (['int', 'long', 'float', 'double'].includes(input.type)) field.inputMode = 'decimal';
    if (input.required) field.setAttribute('aria-required', 'true');
    const label = element('label', `${input.name} `);
    label.htmlFor = id;
    label.append(element('small', `(${this.hint(input)})`));
    const problem = element('p', undefined, 'problem');
    problem.id = `problem-${input.name}`;
    problem.hidden = true;
    this.fields.set(input.name, { field, problem });
    return [label, field, ...this.suggestions(input, field), problem];
  }

  hint(input) {
    const bounds = [
      ...(input.min === undefined ? [] : [`from ${number(input.min)}`]),
      ...(input.max === undefined ? [] : [`to ${number(input.max)}`]),
    ];
    const like = input.pattern ? [`like ${input.pattern}`] : [];
    const missing = input.required ? [] : ['may be missing'];
    return [NOUNS[input.type].replace('a string', 'text'), ...bounds, ...like, ...missing]
      .join(', ').replace(', to ', ' to ');
  }

  /** Known values to choose from, some of them. */
  suggestions(input, field) {
    const values = this.knownValues(input).slice(0, 500);
    if (!values.length) return [];
    const list = element('datalist');
    list.id = `known-${input.name}`;
    list.append(...values.map(value => Object.assign(element('option'), { value })));
    field.setAttribute('list', list.id);
    return [list];
  }

  knownValues(input) {
    const { model } = this;
    if (input.values) return Object.keys(input.values);
    if (this.signature.kind === 'pair' && input === this.signature.inputs[0]) return model.users.all;
    if (this.signature.kind === 'pair' && input === this.signature.inputs[1]) return model.popular.map(one => one.item);
    const column = (model.columns || []).find(one => one.name === input.name);
    return (column && column.categories) || [];
  }

  cells() {
    return Object.fromEntries([...this.fields].map(([name, { field }]) => [name, field.value]));
  }

  /** Typed values of the form; null after its problems were shown beside their fields. */
  values(only) {
    const { values, problems } = this.model.typed(this.cells());
    const shownProblems = new Map([...problems].filter(([name]) => !only || name === only));
    for (const [name, { field, problem }] of this.fields) {
      const text = shownProblems.get(name);
      problem.hidden = !text;
      problem.textContent = text || '';
      field.toggleAttribute('aria-invalid', false);
      field.removeAttribute('aria-describedby');
      if (text) {
        field.setAttribute('aria-invalid', 'true');
        field.setAttribute('aria-describedby', problem.id);
      }
    }
    if (!shownProblems.size) return values;
    const [first] = shownProblems.keys();
    this.fields.get(first).field.focus();
    this.show('Nothing to answer yet', ...[...shownProblems.values()].map(text => element('p', text, 'problem')));
    return null;
  }

  show(title, ...nodes) {
    $('result').replaceChildren(element('h2', title), ...nodes);
    $('result').hidden = false;
  }

  async predict() {
    const values = this.values();
    if (!values) return;
    const found = await this.model.predict(values);
    const nodes = [element('p', found.label || number(found.value) + this.unit, 'answer'),
      ...(found.label ? [element('p', this.probability(found.value), 'remark')] : []),
      ...found.remarks.map(remark => element('p', remark, 'remark'))];
    if (found.reasons.length) nodes.push(this.reasons(found));
    this.show('Answer', ...nodes);
  }

  /** Of the class that the model answers with the probability of. */
  probability(value) {
    const { meaning } = this.output;
    return `${meaning[0].toUpperCase()}${meaning.slice(1)}: ${(100 * value).toFixed(1)} %`;
  }

  reasons({ reasons, isSum }) {
    if (this.signature.kind === 'text') {
      const [negative, positive] = this.output.classes;
      return reasonsTable(reasons, 'words', 'log odds',
        `Words that pulled, + towards ${positive}, \u2212 towards ${negative}`);
    }
    if (this.signature.kind === 'table') {
      return reasonsTable(reasons, 'column', 'change', 'What each value changed, against a row where it is missing');
    }
    return reasonsTable(reasons, 'part', this.output.unit || 'value', isSum
      ? 'What the answer is the sum of, before it is brought into the range'
      : 'What changed the answer, against one without it');
  }

  async list() {
    const [user] = this.signature.inputs;
    const values = this.values(user.name);
    if (!values) return;
    const { known, items } = await this.model.list(values, LIST_LENGTH);
    const rows = items.map(([item, stars]) => [item, stars.toFixed(2)]);
    const itemName = this.signature.inputs[1].name;
    this.show(`${known ? 'Best for' : 'Popular, since training never saw'} ${shown(String(values[0]))}`,
      table(itemName, rows, this.output.unit || 'value'),
      element('p', `What this ${user.name} rated before is among it: the page doesn't know it.`, 'remark'));
  }

  async showExamples() {
    this.model.page['golden-rows'].forEach(({ cells }) => {
      const text = Object.values(cells).filter(cell => cell).join(' · ') || 'nothing';
      const button = element('button', text.length > 60 ? `${text.slice(0, 60)}…` : text);
      button.type = 'button';
      button.onclick = async () => {
        for (const [name, { field }] of this.fields) field.value = cells[name] || '';
        await this.predict();
        $('result').scrollIntoView({ block: 'nearest' });
      };
      const entry = element('li');
      entry.append(button);
      $('examples').append(entry);
    });
    const count = this.model.page['golden-rows'].length;
    const others = await differing(this.model);
    $('checked').textContent = others
      ? `${others} of ${count} have another answer in this browser than at export: don't rely on it.`
      : `In this browser all ${count} have the answers that they had at export.`;
    $('checked').classList.toggle('problem', others > 0);
  }

  showFacts() {
    const { page } = this.model;
    page.facts.forEach(([term, text]) => $('facts').append(element('dt', term), element('dd', text)));
    $('run').textContent = `Run ${page.run} of job ${page.job}, parameters ${page['parameter-hash'].slice(0, 16)}.`;
  }
}

if (typeof document !== 'undefined') {
  window.valora = load().then(async model => {
    await new Page(model).open();
    return doors(model);
  });
  window.valora.catch(error => {
    $('state').textContent = typeof DecompressionStream === 'undefined'
      ? 'This browser is too old for the page: it needs one of 2023 or later.' : `Cannot load the model: ${error.message}`;
  });
}
