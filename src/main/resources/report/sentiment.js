'use strict';
// Draws the charts of the report of a sentiment model from the numbers in #chart-data.
(() => {
  const { axis, color, draw, frame, learning, start } = valoraCharts;
  const data = JSON.parse(document.getElementById('chart-data').textContent);
  const whole = new Intl.NumberFormat('en');
  const percent = (value) => (100 * value).toFixed(1) + '%';
  const score = (value) => value.toFixed(3);

  const diagonal = () => ({
    type: 'line', data: [[0, 0], [1, 1]], symbol: 'none', silent: true, tooltip: { show: false },
    lineStyle: { color: color('soft'), width: 1, type: 'dashed' },
  });
  const square = (across, up, series) => ({
    ...frame(),
    grid: { left: 16, right: 16, top: 36, bottom: 28, containLabel: true },
    xAxis: axis('value', across, { min: 0, max: 1, nameGap: 28 }),
    yAxis: axis('value', up, {
      min: 0, max: 1, nameLocation: 'end', nameGap: 14,
      nameTextStyle: { color: color('soft'), align: 'left' },
    }),
    series: [diagonal(), ...series],
  });
  const roc = () => square(`${data.negative} ones called ${data.positive}`, `${data.positive} ones found`, [
    {
      type: 'line', data: data.roc || [], symbol: 'none', color: color('accent'),
      lineStyle: { width: 2.5 },
    },
    {
      type: 'scatter', data: data.roc ? [data.chosen] : [], symbolSize: 13, color: color('far'), z: 3,
      tooltip: {
        formatter: ({ value }) =>
          `from a score of <b>${score(value[2])}</b>: ${percent(value[1])} of the ${data.positive} ones found, ` +
          `${percent(value[0])} of the ${data.negative} ones called ${data.positive}`,
      },
    },
  ]);
  const calibration = () => square('mean score', `really ${data.positive}`, [{
    type: 'line', data: data.calibration || [], symbol: 'circle', color: color('accent'),
    lineStyle: { width: 2 },
    symbolSize: (value) => 5 + 12 * Math.sqrt(value[2] / most),
    tooltip: {
      formatter: ({ value }) =>
        `score ${score(value[0])}: <b>${percent(value[1])}</b> of ${whole.format(value[2])} really ${data.positive}`,
    },
  }]);
  const most = Math.max(1, ...(data.calibration || []).map((bin) => bin[2]));

  draw('chart-roc', roc);
  draw('chart-calibration', calibration);
  draw('chart-loss', learning(data, 1));
  draw('chart-metric', learning(data, 3));
  start();
})();
