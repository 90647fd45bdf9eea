'use strict';
// Draws quality against time from the numbers in #chart-data: a line per number of shards.
(() => {
  const { axis, color, draw, frame, start } = valoraCharts;
  const data = JSON.parse(document.getElementById('chart-data').textContent);
  const score = (value) => value.toFixed(4);
  const symbols = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'];
  const ascending = (values) => [...new Set(values)].sort((a, b) => a - b);
  const counts = ascending(data.points.map((point) => point.shards));

  // Every step of the axis of time is a doubling.
  const doublings = (point) => Math.log2(Math.max(point.seconds, 0.01));
  const times = data.points.map(doublings);
  const first = Math.floor(Math.min(...times) - 0.15);
  const last = Math.max(first + 1, Math.ceil(Math.max(...times) + 0.15));
  const time = (doubled) => String(Number((2 ** doubled).toPrecision(3)));

  // Where each label stands, so that labels and points keep clear of each other.
  const margin = { left: 64, right: 24, top: 60, bottom: 52 };
  const places = {
    top: [-0.5, -1.5], bottom: [-0.5, 0.5], right: [0, -0.5], left: [-1, -0.5],
  };
  const box = (x, y, width, height) => ({ x, y, width, height });
  const overlap = (a, b) =>
    Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
    Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));
  const positions = (element) => {
    const width = element.clientWidth - margin.left - margin.right;
    const height = element.clientHeight - margin.top - margin.bottom;
    const values = data.points.map((point) => point.value);
    const low = Math.min(...values);
    const range = Math.max(...values) - low || 1;
    const spots = data.points.map((point) => ({
      x: margin.left + width * (doublings(point) - first) / (last - first),
      y: margin.top + height * (1.05 - (point.value - low) / range / 1.2),
    }));
    const taken = spots.map(({ x, y }) => box(x - 7, y - 7, 14, 14));
    return data.points.map((point, index) => {
      const wide = 7 * text(point).length + 4;
      const candidates = Object.entries(places).map(([position, [right, down]]) => {
        const away = position === 'left' ? -11 : position === 'right' ? 11 : 0;
        const apart = position === 'top' ? -4 : position === 'bottom' ? 12 : 0;
        const { x, y } = spots[index];
        const at = box(x + right * wide + away, y + down * 15 + apart, wide, 15);
        const outside = at.x < margin.left || at.x + wide > margin.left + width ? 500 : 0;
        return { position, at, cost: outside + taken.reduce((sum, other) => sum + overlap(at, other), 0) };
      });
      const least = candidates.reduce((best, next) => (next.cost < best.cost ? next : best));
      taken.push(least.at);
      return least.position;
    });
  };
  const text = ({ label, advised }) => (advised ? label + ', advised' : label);

  const band = () => ({
    silent: true, itemStyle: { color: color('accent'), opacity: 0.09 },
    data: [[{ yAxis: data.best }, { yAxis: data.worstAccepted }]],
  });
  const point = (shown, position) => ({
    name: shown.name, value: [doublings(shown), shown.value, shown.seconds],
    symbolSize: shown.advised ? 15 : 9,
    itemStyle: shown.advised ? { borderColor: color('ink'), borderWidth: 2 } : {},
    label: {
      show: true, position, distance: 7, fontSize: 12, formatter: text(shown),
      color: color(shown.advised ? 'ink' : 'soft'),
      fontWeight: shown.advised ? 'bold' : 'normal',
      textBorderColor: color('paper'), textBorderWidth: 3,
    },
  });
  const series = (places) => (shards, index) => ({
    type: 'line', name: shards === 1 ? '1 shard' : shards + ' shards', z: 3,
    color: color('series-' + (index % 6 + 1)), symbol: symbols[index % symbols.length],
    lineStyle: { width: 1.5, opacity: 0.6 }, markArea: index === 0 ? band() : undefined,
    data: data.points
      .map((shown, at) => (shown.shards === shards ? point(shown, places[at]) : null))
      .filter((shown) => shown !== null),
  });
  const quality = (element) => ({
    ...frame(),
    grid: { left: 16, right: 24, top: 60, bottom: 32, containLabel: true },
    legend: { top: 0, left: 0, itemWidth: 22, textStyle: { color: color('soft') } },
    tooltip: {
      ...frame().tooltip,
      formatter: ({ name, value }) =>
        `<b>${name}</b><br>${value[2].toFixed(1)} s, validation ${data.metric} ${score(value[1])}`,
    },
    xAxis: axis('value', 'seconds of training', {
      nameGap: 30, min: first, max: last, interval: Math.ceil((last - first) / 12),
      axisLabel: { color: color('soft'), formatter: time },
    }),
    yAxis: axis('value', 'validation ' + data.metric, {
      scale: true, nameLocation: 'end', nameGap: 14,
      nameTextStyle: { color: color('soft'), align: 'left' },
      axisLabel: { color: color('soft'), formatter: score },
    }),
    series: counts.map(series(positions(element))),
  });

  draw('chart-averaging', quality);
  start();
})();
