'use strict';
// Draws monitored days from the numbers in #chart-data: drift and quality by day, and histograms.
(() => {
  const { axis, color, draw, frame, start, up } = valoraCharts;
  const data = JSON.parse(document.getElementById('chart-data').textContent);
  const percent = (value) => `${(100 * value).toFixed(1)}%`;
  const isAlarm = (ratio) => ratio !== null && ratio > 1;
  const days = () => axis('category', 'day', { nameGap: 28, data: data.days });
  // A share of the limit on the logarithmic axis, which has no zero.
  const least = 0.01;
  const held = (ratio) => (ratio === null ? null : Math.max(least, ratio));
  const times = (value) => (value < 1 ? percent(value).replace('.0%', '%') : `${Math.round(value).toLocaleString('en')} ×`);
  // A dot that says more than the line: large and in the color of alarms.
  const dot = (value, alarm) => ({
    value, symbolSize: alarm ? 14 : data.days.length > 60 ? 0 : 5,
    itemStyle: alarm ? { color: color('far'), borderColor: color('paper'), borderWidth: 2 } : {},
  });
  const legend = { type: 'scroll', top: 0, left: 0, itemWidth: 18, textStyle: { color: color('soft') } };

  const drift = () => ({
    ...frame(),
    grid: { left: 8, right: 32, top: 60, bottom: 28, containLabel: true },
    legend: { ...legend, textStyle: { color: color('soft') }, pageTextStyle: { color: color('soft') } },
    tooltip: {
      ...frame().tooltip, trigger: 'axis',
      valueFormatter: (value) => (value === null || value === undefined ? 'not judged' : `${value.toFixed(2)} of its limit`),
    },
    xAxis: days(),
    yAxis: up('index / limit', { type: 'log', min: least, axisLabel: { color: color('soft'), formatter: times } }),
    series: data.columns.map((column, at) => ({
      type: 'line', name: column.name, connectNulls: false, color: color('series-' + (at % 6 + 1)),
      lineStyle: { width: 1.5, type: at < 6 ? 'solid' : 'dashed' }, symbol: 'circle', showAllSymbol: true,
      data: column.ratios.map((ratio) => dot(held(ratio), isAlarm(ratio))),
      markArea: at > 0 ? undefined : {
        silent: true, itemStyle: { color: color('near'), opacity: 0.12 },
        label: { show: true, position: 'insideBottomRight', color: color('soft') },
        data: [[{ name: 'quiet', yAxis: least }, { yAxis: 1 }]],
      },
    })),
  });

  const edge = (at) => data.quality.estimated.map((one) => (one === null ? null : one[at]));
  const quality = () => ({
    ...frame(),
    grid: { left: 8, right: 32, top: 60, bottom: 28, containLabel: true },
    legend: { ...legend, data: ['estimated', 'labeled'], textStyle: { color: color('soft') } },
    tooltip: {
      ...frame().tooltip, trigger: 'axis',
      formatter: (shown) => shown.length === 0 ? '' : `${data.days[shown[0].dataIndex]}<br>` +
        ['estimated', 'labeled'].map((name) => [name, data.quality[name][shown[0].dataIndex]])
          .filter(([, one]) => one)
          .map(([name, one]) => `${name} ${one[0].toFixed(4)} (${one[1].toFixed(4)} to ${one[2].toFixed(4)})`)
          .join('<br>'),
    },
    xAxis: days(),
    yAxis: up(data.quality.metric, { scale: true, axisLabel: { color: color('soft'), formatter: (value) => value.toFixed(3) } }),
    series: [
      {
        type: 'line', stack: 'range', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, data: edge(1),
      },
      {
        type: 'line', stack: 'range', symbol: 'none', silent: true, lineStyle: { opacity: 0 },
        areaStyle: { color: color('near'), opacity: 0.2 },
        data: data.quality.estimated.map((one) => (one === null ? null : one[2] - one[1])),
      },
      {
        type: 'line', name: 'estimated', color: color('accent'), symbol: 'circle', symbolSize: 5,
        data: edge(0),
        markLine: {
          symbol: 'none', silent: true, precision: 6, lineStyle: { color: color('soft'), type: 'dashed' },
          label: { formatter: 'validation', color: color('soft'), position: 'insideEndTop' },
          data: [{ yAxis: data.quality.expected }],
        },
      },
      {
        type: 'scatter', name: 'labeled', color: color('second'), symbol: 'diamond',
        data: data.quality.labeled.map((one, at) => (one === null ? null : {
          value: one[0], symbolSize: data.quality.alarms[at] ? 16 : 9,
          itemStyle: { color: color(data.quality.alarms[at] ? 'far' : 'second') },
        })),
      },
    ],
  });

  const histogram = (column) => () => ({
    ...frame(),
    legend: { ...legend, textStyle: { color: color('soft') } },
    tooltip: { ...frame().tooltip, trigger: 'axis', valueFormatter: percent },
    grid: { left: 8, right: 16, top: 50, bottom: 8, containLabel: true },
    xAxis: axis('category', '', {
      data: column.bins, axisLabel: { color: color('soft'), rotate: 40, hideOverlap: true, width: 90, overflow: 'truncate' },
    }),
    yAxis: up('share of rows', { axisLabel: { color: color('soft'), formatter: percent } }),
    series: [
      { type: 'bar', name: 'training', data: column.training, color: color('middle'), barCategoryGap: '15%' },
      {
        type: 'bar', name: 'the day', data: column.day, color: color('accent'), barGap: '-100%',
        itemStyle: { opacity: 0.6 },
      },
    ],
  });

  draw('chart-days', drift);
  if (data.quality.metric) {
    draw('chart-quality', quality);
  }
  data.columns.forEach((column, at) => draw('chart-column-' + at, histogram(column)));
  start();
})();
