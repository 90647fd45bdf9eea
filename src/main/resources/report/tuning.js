'use strict';
// Draws the settings of a search from the numbers in #chart-data: all keys at once, and each alone.
(() => {
  const { axis, color, draw, frame, start, up } = valoraCharts;
  const data = JSON.parse(document.getElementById('chart-data').textContent);
  const score = (value) => value.toFixed(4);
  const worst = Math.max(...data.settings.map((setting) => setting.score));
  const best = Math.min(...data.settings.map((setting) => setting.score));

  const describe = (setting) => `<b>${setting.name}</b><br>` + data.keys
    .map((key, at) => `${key.name}: ${key.values[setting.values[at]]}<br>`).join('') +
    `${data.metric} ${score(setting.score)} ± ${score(setting.error)}`;
  const tooltip = () => ({ ...frame().tooltip, formatter: ({ data: shown }) => describe(shown.setting) });

  const space = () => ({
    ...frame(),
    tooltip: tooltip(),
    parallel: {
      left: 40, right: 70, top: 50, bottom: 24,
      parallelAxisDefault: {
        nameTextStyle: { color: color('soft') }, axisLine: { lineStyle: { color: color('rule') } },
        axisTick: { show: false }, axisLabel: { color: color('soft') },
      },
    },
    parallelAxis: [
      ...data.keys.map((key, dim) => ({
        dim, type: 'category', data: key.values, nameLocation: 'end',
        name: key.name.split('.').slice(-1)[0],
      })),
      {
        dim: data.keys.length, name: data.metric, scale: true, nameLocation: 'end',
        axisLabel: { color: color('soft'), formatter: score },
      },
    ],
    visualMap: {
      show: false, min: best, max: worst > best ? worst : best + 1, dimension: data.keys.length,
      inRange: { color: [color('accent'), color('rule')] },
    },
    series: {
      type: 'parallel', smooth: false, emphasis: { lineStyle: { width: 4 } },
      data: [...data.settings].reverse().map((setting) => ({
        value: [...setting.values, setting.score], setting,
        lineStyle: { width: setting.chosen ? 4 : 1.5, opacity: setting.chosen ? 1 : 0.7 },
      })),
    },
  });

  const effect = (key, at) => () => ({
    ...frame(),
    tooltip: tooltip(),
    xAxis: axis('category', key.name, { nameGap: 28, data: key.values }),
    yAxis: up(data.metric, { scale: true, axisLabel: { color: color('soft'), formatter: score } }),
    series: [
      {
        type: 'scatter', symbolSize: 9,
        data: data.settings.map((setting) => ({
          value: [setting.values[at], setting.score], setting,
          itemStyle: {
            color: color(setting.chosen ? 'accent' : 'second'), opacity: setting.chosen ? 1 : 0.6,
          },
        })),
      },
      {
        type: 'line', symbol: 'none', silent: true, connectNulls: true, tooltip: { show: false },
        lineStyle: { color: color('accent'), width: 2 },
        data: key.values.map((value, index) => {
          const scores = data.settings
            .filter((setting) => setting.values[at] === index).map((setting) => setting.score);
          return scores.length ? Math.min(...scores) : null;
        }),
      },
    ],
  });

  if (data.settings.length) {
    draw('chart-space', space);
    data.keys.forEach((key, at) => draw('chart-key-' + at, effect(key, at)));
  }
  start();
})();
