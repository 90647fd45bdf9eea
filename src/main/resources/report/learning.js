'use strict';
// Draws the learning curves of any report from the numbers in #chart-data.
(() => {
  const { draw, learning, start } = valoraCharts;
  const data = JSON.parse(document.getElementById('chart-data').textContent);
  draw('chart-loss', learning(data, 1));
  draw('chart-metric', learning(data, 3));
  start();
})();
