'use strict';
// Draws the learning curves of several runs over each other from the numbers in #chart-data.
(() => {
  const { axis, color, draw, frame, start, up } = valoraCharts;
  const data = JSON.parse(document.getElementById('chart-data').textContent);
  const symbols = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'];

  const curves = () => ({
    ...frame(),
    grid: { left: 8, right: 20, top: 70, bottom: 28, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 22, textStyle: { color: color('soft') } },
    tooltip: { ...frame().tooltip, trigger: 'axis', valueFormatter: (value) => value.toFixed(4) },
    xAxis: axis('value', 'pass over the data', { nameGap: 28, minInterval: 1, min: 'dataMin' }),
    yAxis: up('validation', { scale: true }),
    series: data.curves.map((curve, index) => ({
      type: 'line', name: curve.name, data: curve.points, color: color('series-' + (index % 6 + 1)),
      symbol: symbols[index % symbols.length], lineStyle: { width: 2 },
      symbolSize: (point) => (point[0] === curve.kept ? 13 : 4),
    })),
  });

  if (data.curves.length) {
    draw('chart-curves', curves);
  }
  start();
})();
