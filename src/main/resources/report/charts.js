'use strict';
// What all pages draw their charts with, in the colors of the style sheet, which are others in the
// dark and on paper.
const valoraCharts = (() => {
  const root = document.documentElement;
  const color = (name) => getComputedStyle(root).getPropertyValue('--' + name).trim();

  const frame = () => ({
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: color('soft') },
    grid: { left: 8, right: 16, top: 40, bottom: 28, containLabel: true },
    tooltip: {
      backgroundColor: color('paper'), borderColor: color('rule'), confine: true,
      textStyle: { color: color('ink'), fontSize: 13 },
    },
  });
  const axis = (type, name, more) => ({
    type, name, nameLocation: 'middle', nameTextStyle: { color: color('soft') },
    axisLine: { lineStyle: { color: color('rule') } }, axisTick: { show: false },
    axisLabel: { color: color('soft') }, splitLine: { lineStyle: { color: color('rule') } },
    ...more,
  });

  // A vertical axis, with its name above it.
  const up = (name, more) => axis('value', name, {
    nameLocation: 'end', nameGap: 12, nameTextStyle: { color: color('soft'), align: 'left' }, ...more,
  });
  // The span of a bar; those at both ends also hold what lies beyond them.
  const span = (bins, bin, text) => (bins.length === 1 ? 'all'
    : bin[0] === bins[0][0] ? `below ${text(bin[1])}`
      : bin[0] === bins[bins.length - 1][0] ? `${text(bin[0])} and above`
        : `${text(bin[0])} to ${text(bin[1])}`);
  const score = (value) => (value === null || value === undefined ? 'undefined'
    : value !== 0 && Math.abs(value) < 0.01 ? value.toExponential(2) : value.toFixed(3));
  // The curves of training and validation after each epoch, from two columns of data.epochs.
  const curve = (data, name, column, look) => ({
    type: 'line', name, data: data.epochs.map((epoch) => epoch[column]),
    symbol: 'circle', symbolSize: 6, showSymbol: data.epochs.length <= 30, ...look,
  });
  const kept = (data) => ({
    symbol: 'none', silent: true,
    lineStyle: { color: color('soft'), type: 'solid', width: 1 },
    label: { formatter: 'kept', color: color('soft'), position: 'end' },
    data: [{ xAxis: String(data.best) }],
  });
  const learning = (data, column) => () => ({
    ...frame(),
    grid: { left: 8, right: 20, top: 60, bottom: 28, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 22, textStyle: { color: color('soft') } },
    tooltip: { ...frame().tooltip, trigger: 'axis', valueFormatter: score },
    xAxis: axis('category', 'pass over the data', {
      nameGap: 28, boundaryGap: data.epochs.length === 1,
      data: data.epochs.map((epoch) => String(epoch[0])),
    }),
    yAxis: up(column === 1 ? 'loss' : data.metric, { scale: true }),
    series: [
      curve(data, 'training', column, {
        color: color('second'), lineStyle: { width: 2, type: 'dashed' },
      }),
      curve(data, 'validation', column + 1, {
        color: color('accent'), lineStyle: { width: 2.5 }, markLine: kept(data),
      }),
    ],
  });

  // A histogram of [from, to, rows]; the fill is chosen by both ends of a bin.
  const bars = (bins, fill) => ({
    type: 'custom', encode: { x: [0, 1], y: 2 }, data: bins, clip: true,
    renderItem: (params, api) => {
      const [left, top] = api.coord([api.value(0), api.value(2)]);
      const [right, bottom] = api.coord([api.value(1), 0]);
      const gap = right - left > 4 ? 1 : 0;
      return {
        type: 'rect',
        shape: { x: left + gap, y: top, width: right - left - 2 * gap, height: bottom - top },
        style: { fill: fill(api.value(0), api.value(1)) },
      };
    },
  });

  const charts = [];
  const draw = (id, option) => {
    const element = document.getElementById(id);
    if (element) {
      const chart = echarts.init(element, null, { renderer: 'svg' });
      charts.push({ chart, element, option });
    }
  };
  const paint = (size) => charts.forEach(({ chart, element, option }) => {
    chart.resize(size);
    chart.setOption(option(element), true);
  });

  // Tables that are wider than the page say so.
  const hint = () => document.querySelectorAll('.scroll').forEach((element) =>
    element.classList.toggle('wide', element.scrollWidth > element.clientWidth + 1));

  const start = () => {
    document.querySelectorAll('details').forEach((one) => one.addEventListener('toggle', hint));
    paint();
    hint();

    let width = window.innerWidth;
    window.addEventListener('resize', () => {
      if (window.innerWidth !== width) {
        width = window.innerWidth;
        paint();
        hint();
      }
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => paint());
    window.addEventListener('beforeprint', () => {
      root.classList.add('paper');
      charts.forEach(({ chart, element, option }) => {
        chart.resize({ width: 640 });
        chart.setOption(option(element), true);
      });
    });
    window.addEventListener('afterprint', () => {
      root.classList.remove('paper');
      paint({ width: 'auto' });
    });
  };

  return { axis, bars, color, draw, frame, learning, span, start, up };
})();
