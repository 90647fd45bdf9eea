'use strict';
// Draws the rates by week, with their intervals, from the numbers in #chart-data.
(() => {
  const { axis, color, draw, frame, start, up } = valoraCharts;
  const data = JSON.parse(document.getElementById('chart-data').textContent);
  const weeks = [...new Set(data.series.flatMap((one) => one.points.map((point) => point[0])))].sort();
  const symbols = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'];
  const percent = (value) => value.toFixed(1) + '%';

  // Lines beside each other, so that their intervals don't cover each other.
  const aside = (index) => (index - (data.series.length - 1) / 2) * 9;
  const interval = (series, index) => ({
    type: 'custom', name: series.name, silent: true, z: 1, encode: { x: 0, y: [2, 3] },
    data: series.points, color: color('series-' + (index % 6 + 1)),
    renderItem: (params, api) => {
      const [x, low] = api.coord([api.value(0), api.value(2)]);
      const [, high] = api.coord([api.value(0), api.value(3)]);
      return {
        type: 'line', shape: { x1: x + aside(index), y1: low, x2: x + aside(index), y2: high },
        style: { stroke: color('series-' + (index % 6 + 1)), lineWidth: 2, opacity: 0.55 },
      };
    },
  });
  const rates = (series, index) => ({
    type: 'scatter', name: series.name, data: series.points.map((point) => [point[0], point[1]]),
    color: color('series-' + (index % 6 + 1)), z: 2, symbolSize: 10,
    symbol: symbols[index % symbols.length], symbolOffset: [aside(index), 0],
  });

  const chart = () => ({
    ...frame(),
    grid: { left: 8, right: 20, top: 70, bottom: 28, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 16, textStyle: { color: color('soft') } },
    tooltip: { ...frame().tooltip, trigger: 'item', formatter: (item) => {
      const point = data.series.find((one) => one.name === item.seriesName)
        .points.find((one) => one[0] === item.value[0]);
      return `${item.seriesName}, week of ${point[0]}: ${percent(point[1])} (${percent(point[2])} to ${percent(point[3])})`;
    } },
    xAxis: axis('category', 'week of the first prediction', { nameGap: 28, data: weeks }),
    yAxis: up('% of units', { min: 0, axisLabel: { color: color('soft'), formatter: '{value}%' } }),
    series: data.series.flatMap((series, index) => [rates(series, index), interval(series, index)]),
  });

  if (data.series.length) {
    draw('chart-weeks', chart);
  }
  start();
})();
