'use strict';
// Draws the report's charts from the numbers in #chart-data.
(() => {
  const { axis, bars, color, draw, frame, learning, span, start, up } = valoraCharts;
  const data = JSON.parse(document.getElementById('chart-data').textContent);
  const whole = new Intl.NumberFormat('en');
  const stars = (value) => String(Math.round(value * 100) / 100).replace('-', '−');
  const percent = (value) => (100 * value).toFixed(value < 0.0995 ? 1 : 0) + '%';
  const shade = (from, to) => {
    const nearest = from <= 0 && to >= 0 ? 0 : Math.min(Math.abs(from), Math.abs(to));
    return color(nearest < 0.5 - 1e-9 ? 'near' : nearest < 1.5 - 1e-9 ? 'middle' : 'far');
  };
  // As far out as rows stand, at least two stars, the same on both sides.
  const reach = () => Math.max(2, ...data.errors.filter((bin) => bin[2] > 0)
    .map((bin) => Math.ceil(Math.max(Math.abs(bin[0]), Math.abs(bin[1])))));
  const errors = () => ({
    ...frame(),
    tooltip: {
      ...frame().tooltip,
      formatter: ({ value }) =>
        `${span(data.errors, value, stars)} stars: <b>${whole.format(value[2])}</b> rows`,
    },
    grid: { left: 8, right: 16, top: 32, bottom: 28, containLabel: true },
    xAxis: axis('value', 'predicted minus real stars', {
      nameGap: 28, splitLine: { show: false }, min: -reach(), max: reach(), interval: 1,
      axisLabel: { color: color('soft'), formatter: stars, hideOverlap: true },
    }),
    yAxis: up('ratings', {
      minInterval: 1,
      axisLabel: { color: color('soft'), formatter: (value) => whole.format(value) },
    }),
    series: [bars(data.errors, shade)],
  });

  const ascending = (values) => [...new Set(values)].sort((a, b) => a - b);
  const grid = (element) => {
    const reals = ascending(data.cells.map((cell) => cell[0]));
    const bands = ascending(data.cells.map((cell) => cell[1]));
    const ends = new Map(data.cells.map((cell) => [cell[1], cell[2]]));
    const totals = new Map(reals.map((real) => [real, 0]));
    data.cells.forEach(([real, , , rows]) => totals.set(real, totals.get(real) + rows));
    const cells = data.cells.map(([real, from, , rows]) =>
      [reals.indexOf(real), bands.indexOf(from), rows / Math.max(1, totals.get(real)), rows]);
    const most = Math.max(0.01, ...cells.map((cell) => cell[2]));
    const band = (from) => `${stars(from)}–${stars(ends.get(from))}`;
    return {
      ...frame(),
      grid: { left: 16, right: 8, top: 32, bottom: 32, containLabel: true },
      tooltip: {
        ...frame().tooltip,
        formatter: ({ value }) =>
          `real ${stars(reals[value[0]])}, predicted ${band(bands[value[1]])}: ` +
          `<b>${whole.format(value[3])}</b> rows, ${percent(value[2])} of this column`,
      },
      xAxis: axis('category', 'real stars', {
        nameGap: 30, data: reals.map(stars), splitLine: { show: false },
      }),
      yAxis: axis('category', 'predicted stars', {
        nameLocation: 'end', nameGap: 12,
        nameTextStyle: { color: color('soft'), align: 'center' },
        data: bands.map(band), splitLine: { show: false },
      }),
      visualMap: {
        show: false, min: 0, max: most, dimension: 2,
        inRange: { color: [color('heat-low'), color('heat-high')] },
      },
      series: [{
        type: 'heatmap', itemStyle: { borderColor: color('paper'), borderWidth: 2 },
        data: cells.map((value) => ({
          value,
          label: {
            show: value[2] >= 0.005 && element.clientWidth / reals.length > 44,
            formatter: percent(value[2]), fontSize: 12,
            color: color(value[2] > 0.6 * most ? 'on-heat' : 'ink'),
          },
        })),
      }],
    };
  };

  draw('chart-loss', learning(data, 1));
  draw('chart-metric', learning(data, 3));
  draw('chart-errors', errors);
  draw('chart-grid', grid);
  start();
})();
