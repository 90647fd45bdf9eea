'use strict';
// What all pages draw their charts with, in the colours of the style sheet, which are others in the
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

  const start = () => {
    paint();

    let width = window.innerWidth;
    window.addEventListener('resize', () => {
      if (window.innerWidth !== width) {
        width = window.innerWidth;
        paint();
      }
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => paint());
    window.addEventListener('beforeprint', () => {
      root.classList.add('paper');
      charts.forEach(({ chart, element, option }) => {
        const half = element.closest('.pair') !== null;
        chart.resize({ width: half ? 320 : 640 });
        chart.setOption(option(element), true);
      });
    });
    window.addEventListener('afterprint', () => {
      root.classList.remove('paper');
      paint({ width: 'auto' });
    });
  };

  return { axis, color, draw, frame, start };
})();
