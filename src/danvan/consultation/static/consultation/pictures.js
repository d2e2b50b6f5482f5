// Draws the pictures from the figures in the page; the points of the map are fetched.
const told = JSON.parse(document.getElementById("hinh-so-lieu").textContent);
const words = told.words;
const PALETTE = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442"];
const EDGE = 1000;
const charts = new Map();
let cloud = null;

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const count = (n) => n.toLocaleString(document.documentElement.lang);
// Braces would begin a style in the text of a picture.
const plain = (text) => text.replaceAll(/[{}]/g, "");
const short = (text, size) => (text.length > size ? `${plain(text).slice(0, size - 1)}…` : plain(text));

function stanceColour(name) {
  const swatch = document.querySelector(`rect[data-stance="${name}"]`);
  return swatch ? getComputedStyle(swatch).fill : token("--soft");
}

function open(theme) {
  location.assign(`${told.workbench}?${new URLSearchParams({ muc: theme[0], nhom: theme[1] })}`);
}

function hint(formatter) {
  return {
    renderMode: "richText",
    confine: true,
    backgroundColor: token("--raised"),
    borderColor: token("--line"),
    textStyle: { color: token("--ink"), width: 260, overflow: "break" },
    formatter,
  };
}

const text = () => ({ color: token("--ink"), fontFamily: getComputedStyle(document.body).fontFamily });
const lines = () => ({ lineStyle: { color: token("--line") } });

function axis(labels, wide) {
  return {
    type: "category",
    data: labels.map(plain),
    axisTick: { show: false },
    axisLine: lines(),
    axisLabel: { color: token("--ink"), width: wide, overflow: "truncate", hideOverlap: true },
  };
}

const figures = () => ({
  type: "value",
  minInterval: 1,
  splitNumber: 4,
  splitLine: lines(),
  axisLabel: { color: token("--soft"), formatter: count, hideOverlap: true },
});

function bars(place, picture) {
  const wide = Math.min(300, place.clientWidth * 0.42);
  const stacked = picture.kind === "stacked";
  const rows = picture.values;
  place.style.height = `${60 + 34 * Math.max(1, rows.length)}px`;
  const sum = (row) => row.reduce((all, n) => all + n, 0);
  const labels = picture.labels.map((label, at) => (stacked ? `${count(sum(rows[at]))} · ${label}` : label));
  const each = picture.head.map((name, at) => ({
    type: "bar",
    name,
    stack: stacked ? "all" : undefined,
    barMaxWidth: 22,
    data: rows.map((row) => row[at]),
    itemStyle: { color: stacked ? stanceColour(told.stances[at][0]) : token("--link") },
    label: { show: !stacked, position: "right", color: token("--ink"), formatter: (one) => count(one.value) },
  }));
  return {
    textStyle: text(),
    grid: { left: wide + 12, right: 56, top: 8, bottom: 32 },
    tooltip: hint((one) => `${plain(picture.labels[one.dataIndex])}\n${one.seriesName}: ${count(one.value)}`),
    yAxis: { ...axis(labels, wide), inverse: true },
    xAxis: figures(),
    series: each,
  };
}

const columns = (place, picture) => ({
  textStyle: text(),
  grid: { left: 56, right: 16, top: 16, bottom: 40 },
  tooltip: hint((one) => `${one.name}: ${count(one.value)} ${words.opinions}`),
  xAxis: axis(picture.labels),
  yAxis: figures(),
  series: [{ type: "bar", barMaxWidth: 32, data: picture.values.map((row) => row[0]), itemStyle: { color: token("--link") } }],
});

// Which colour a point or tile has: by the place of its theme or of its stance.
function colours(byTheme) {
  if (!byTheme) return told.stances.map(([name]) => stanceColour(name));
  const found = cloud.themes.map(() => token("--soft"));
  const largest = cloud.themes.map((_, at) => at).sort((a, b) => cloud.themes[b][3] - cloud.themes[a][3]);
  largest.slice(0, PALETTE.length).forEach((at, place) => { found[at] = PALETTE[place]; });
  return found;
}

// In the middle of its points, the name of a large theme.
function names(place, spots) {
  const sums = new Map();
  for (const [x, y, n, theme] of spots) {
    const sum = sums.get(theme) ?? [0, 0, 0];
    sums.set(theme, [sum[0] + x * n, sum[1] + y * n, sum[2] + n]);
  }
  const most = place.clientWidth < 600 ? 8 : 20;
  const largest = [...sums].sort((a, b) => b[1][2] - a[1][2]).slice(0, most);
  return {
    type: "scatter",
    silent: true,
    symbolSize: 1,
    itemStyle: { color: "transparent" },
    data: largest.map(([theme, [x, y, n]]) => ({ name: short(cloud.themes[theme][1], 30), value: [x / n, y / n] })),
    label: {
      show: true, formatter: "{b}", color: token("--ink"), textBorderColor: token("--paper"), textBorderWidth: 3,
      width: 140, overflow: "break", lineHeight: 18,
    },
    labelLayout: { hideOverlap: true },
  };
}

// A place's x, y, opinions, theme and colour; of a tile, its middle.
function spotsOf(byTheme) {
  const colour = colours(byTheme);
  if (cloud.step === 1) {
    return cloud.lines.map(([x, y, theme, stance, n]) => [x, y, n, theme, colour[byTheme ? theme : stance]]);
  }
  const half = cloud.step / 2;
  return cloud.lines.map(([x, y, n, theme, , stance]) => [x + half, y + half, n, theme, colour[byTheme ? theme : stance]]);
}

function drawnSpots(spots) {
  const most = Math.max(1, ...spots.map((spot) => spot[2]));
  if (cloud.step === 1) {
    return {
      type: "scatter",
      symbolSize: (spot) => Math.min(24, 4 + 1.5 * Math.sqrt(spot[2])),
      itemStyle: { color: (one) => one.data[4], opacity: 0.75 },
    };
  }
  return {
    type: "custom",
    renderItem: (_, api) => {
      const [x, y] = api.coord([api.value(0), api.value(1)]);
      const [wide, high] = api.size([cloud.step, cloud.step]);
      const [, , n, , fill] = spots[api.value(5)];
      const opacity = 0.3 + 0.7 * Math.sqrt(n / most);
      return { type: "rect", shape: { x: x - wide / 2, y: y - high / 2, width: wide, height: high }, style: { fill, opacity } };
    },
  };
}

function map(place) {
  const spots = spotsOf("byTheme" in place.dataset);
  const side = { type: "value", min: -EDGE, max: EDGE, show: false };
  const series = { ...drawnSpots(spots), data: spots.map((spot, at) => [...spot, at]), encode: { x: 0, y: 1 } };
  return {
    animation: false,
    textStyle: text(),
    grid: { left: 8, right: 8, top: 8, bottom: 8 },
    tooltip: hint((one) => `${plain(cloud.themes[one.data[3]][1])}\n${count(one.data[2])} ${words.opinions}`),
    xAxis: side,
    yAxis: side,
    series: [series, names(place, spots)],
  };
}

const kinds = { bars, stacked: bars, columns };

function themeOf(name, event) {
  if (name === "ban-do") {
    const theme = cloud.themes[event.data[3]];
    return [theme[2], theme[0]];
  }
  return told.pictures[name].themes[event.dataIndex];
}

function draw(place) {
  const name = place.dataset.picture;
  const picture = told.pictures[name];
  place.hidden = false;
  const options = picture ? kinds[picture.kind](place, picture) : map(place);
  let chart = charts.get(name);
  if (!chart) {
    chart = window.echarts.init(place);
    charts.set(name, chart);
    chart.on("click", (event) => {
      const theme = themeOf(name, event);
      if (theme) open(theme);
    });
    new ResizeObserver(() => chart.resize()).observe(place);
  }
  chart.setOption(options, true);
  document.querySelector(`[data-save="${name}"]`).hidden = false;
}

function save(event) {
  const name = event.currentTarget.dataset.save;
  const link = document.createElement("a");
  link.href = charts.get(name).getDataURL({ pixelRatio: 2, backgroundColor: token("--paper") });
  link.download = `${name}.png`;
  link.click();
}

function drawAll() {
  for (const place of document.querySelectorAll("[data-picture]")) {
    const picture = told.pictures[place.dataset.picture];
    if (picture ? picture.values.length : cloud?.lines.length) draw(place);
  }
}

async function fetchCloud() {
  const place = document.querySelector('[data-picture="ban-do"]');
  try {
    const answer = await fetch(told.points);
    if (!answer.ok) throw new Error(answer.statusText);
    cloud = await answer.json();
    if (cloud.lines.length) draw(place);
  } catch {
    place.textContent = words.failed;
    place.className = "hint";
    place.removeAttribute("role");
    place.hidden = false;
  }
}

for (const button of document.querySelectorAll("[data-save]")) button.addEventListener("click", save);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
drawAll();
fetchCloud();
