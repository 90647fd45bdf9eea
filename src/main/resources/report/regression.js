'use strict';
// Draws the charts of a regression's report from the numbers in #chart-data.
(() => {
  const { axis, bars, color, draw, frame, learning, span, start, up } = valoraCharts;
  const data = JSON.parse(document.getElementById('chart-data').textContent);
  const whole = new Intl.NumberFormat('en');
  const amounts = new Intl.NumberFormat('en', {
    minimumFractionDigits: data.places, maximumFractionDigits: data.places,
  });
  const amount = (value) => amounts.format(value).replace('-', '−');
  const plain = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 });
  const short = (value) => plain.format(value).replace('-', '−');
  const values = (name, more) => axis('value', name, {
    scale: true, nameGap: 28, splitNumber: 5,
    axisLabel: { color: color('soft'), formatter: short, hideOverlap: true }, ...more,
  });
  const upwards = (name, more) => up(name, {
    scale: true, splitNumber: 5,
    axisLabel: { color: color('soft'), formatter: short, hideOverlap: true }, ...more,
  });
  const dots = (name, points) => ({
    type: 'scatter', name, data: points, symbolSize: points.length > 300 ? 4 : 7,
    itemStyle: { color: color('far'), opacity: points.length > 300 ? 0.4 : 0.7 },
  });
  const legend = () => ({ top: 0, left: 0, itemWidth: 18, textStyle: { color: color('soft') } });
  const tip = (formatter) => ({ ...frame().tooltip, trigger: 'item', formatter });

  const overInput = () => {
    const points = data.points.filter((point) => point[2] !== null);
    return {
      ...frame(),
      grid: { ...frame().grid, top: 56 },
      legend: legend(),
      tooltip: tip(({ value, seriesName }) =>
        `${short(value[0])}: ${seriesName} <b>${amount(value[1])}</b>`),
      xAxis: values(data.input, { splitLine: { show: false } }),
      yAxis: upwards(data.unit, {}),
      series: [
        dots('real', points.map((point) => [point[2], point[0]])),
        {
          type: 'line', name: 'predicted', data: points.map((point) => [point[2], point[1]]),
          symbol: 'none', itemStyle: { color: color('accent') },
          lineStyle: { width: 2.5, color: color('accent') }, z: 3,
        },
      ],
    };
  };
  const againstReal = () => {
    const ends = data.points.flatMap((point) => [point[0], point[1]]);
    const low = Math.min(...ends);
    const high = Math.max(...ends);
    return {
      ...frame(),
      grid: { ...frame().grid, top: 56 },
      legend: legend(),
      tooltip: tip(({ value }) =>
        `real <b>${amount(value[0])}</b>, predicted <b>${amount(value[1])}</b>`),
      xAxis: values('real ' + data.unit, { splitLine: { show: false } }),
      yAxis: upwards('predicted ' + data.unit, {}),
      series: [
        dots('predicted', data.points.map((point) => [point[0], point[1]])),
        {
          type: 'line', name: 'real', data: [[low, low], [high, high]], symbol: 'none',
          itemStyle: { color: color('accent') }, lineStyle: { width: 2, color: color('accent') },
        },
      ],
    };
  };
  const residuals = () => ({
    ...frame(),
    grid: { left: 8, right: 16, top: 32, bottom: 28, containLabel: true },
    tooltip: tip(({ value }) => `predicted ${amount(value[0])}: off by <b>${amount(value[1])}</b>`),
    xAxis: values('predicted ' + data.unit, { splitLine: { show: false } }),
    yAxis: upwards('predicted minus real', { scale: false }),
    series: [{
      ...dots('error', data.points.map((point) => [point[1], point[1] - point[0]])),
      itemStyle: { color: color('accent'), opacity: 0.6 },
    }],
  });
  const errors = () => ({
    ...frame(),
    grid: { left: 8, right: 16, top: 32, bottom: 28, containLabel: true },
    tooltip: tip(({ value }) =>
      `${span(data.errors, value, amount)}: <b>${whole.format(value[2])}</b> rows`),
    xAxis: values('predicted minus real', {
      splitLine: { show: false },
      min: data.errors[0][0], max: data.errors[data.errors.length - 1][1],
    }),
    yAxis: up(data.rows, {
      minInterval: 1, axisLabel: { color: color('soft'), formatter: short },
    }),
    series: [bars(data.errors, () => color('accent'))],
  });

  draw('chart-points', data.input ? overInput : againstReal);
  draw('chart-errors', errors);
  draw('chart-residuals', residuals);
  draw('chart-loss', learning(data, 1));
  draw('chart-metric', learning(data, 3));
  start();
})();
