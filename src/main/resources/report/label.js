'use strict';
// Shows one row after the other, keeps the labels in the browser, and exports them as a table.
(() => {
  const data = JSON.parse(document.getElementById('chart-data').textContent);
  const key = 'valora-labels-' + data.sheet;
  const element = (id) => document.getElementById(id);
  const classes = [...document.querySelectorAll('button.class')];
  const number = element('number');
  let labels = {};
  let at = 0;

  const keep = () => {
    try {
      localStorage.setItem(key, JSON.stringify(labels));
    } catch (e) {
      element('trouble').hidden = false;
    }
  };
  const kept = () => {
    try {
      return JSON.parse(localStorage.getItem(key)) || {};
    } catch (e) {
      element('trouble').hidden = false;
      return {};
    }
  };
  const count = () => data.rows.filter((row) => row.prediction in labels).length;

  const show = () => {
    const row = data.rows[at];
    const label = labels[row.prediction];
    element('place').textContent = `Row ${at + 1} of ${data.rows.length}`;
    element('progress').value = count();
    const said = label ? `, this one as ${label.label}` : '';
    element('status').textContent = count() === data.rows.length
      ? 'All rows have a label: export them.' : `${count()} of ${data.rows.length} labelled${said}.`;
    element('row').replaceChildren(...Object.entries(row.cells).flatMap(([name, text]) => {
      const term = document.createElement('dt');
      const value = document.createElement('dd');
      term.textContent = name;
      value.textContent = text;
      return [term, value];
    }));
    classes.forEach((button) => {
      button.setAttribute('aria-pressed', String(Boolean(label) && label.label === button.value));
    });
    if (number) {
      number.value = label ? label.label : '';
    }
    element('back').disabled = at === 0;
    element('next').disabled = at === data.rows.length - 1;
    element('clear').disabled = !label;
  };
  const go = (to) => {
    at = Math.min(Math.max(to, 0), data.rows.length - 1);
    show();
  };
  // The next row without a label; after the last one, the first that was skipped.
  const onward = () => {
    const open = (index) => !(data.rows[index].prediction in labels);
    const order = data.rows.map((row, index) => (at + 1 + index) % data.rows.length);
    const next = order.find(open);
    go(next === undefined ? at : next);
  };
  const say = (label) => {
    labels[data.rows[at].prediction] = { label, time: new Date().toISOString() };
    keep();
    onward();
  };
  const clear = () => {
    delete labels[data.rows[at].prediction];
    keep();
    show();
  };
  const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  const table = () => ['prediction,label,time', ...data.rows
    .filter((row) => row.prediction in labels)
    .map((row) => [row.prediction, labels[row.prediction].label, labels[row.prediction].time]
      .map(cell).join(','))].join('\n') + '\n';
  const exported = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([table()], { type: 'text/csv' }));
    link.download = `labels-${data.sheet}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    element('status').textContent = `Exported ${count()} labels as ${link.download}.`;
  };

  classes.forEach((button) => button.addEventListener('click', () => say(button.value)));
  element('form').addEventListener('submit', (event) => {
    event.preventDefault();
    if (number && number.value !== '' && number.checkValidity()) {
      say(number.value);
    }
  });
  element('back').addEventListener('click', () => go(at - 1));
  element('next').addEventListener('click', () => go(at + 1));
  element('clear').addEventListener('click', clear);
  element('export').addEventListener('click', exported);
  document.addEventListener('keydown', (event) => {
    const typing = event.target === number;
    if (!element('keys').checked || event.repeat || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    if (event.key === 'ArrowLeft' && !typing) {
      go(at - 1);
    } else if (event.key === 'ArrowRight' && !typing) {
      go(at + 1);
    } else if (event.key === 'Delete' && !typing && data.rows[at].prediction in labels) {
      clear();
    } else if (/^[1-9]$/.test(event.key) && classes[event.key - 1]) {
      say(classes[event.key - 1].value);
    } else if (number && !typing && /^[-0-9.]$/.test(event.key)) {
      number.value = '';
      number.focus();
    }
  });

  labels = kept();
  at = data.rows.length - 1;
  onward();
})();
