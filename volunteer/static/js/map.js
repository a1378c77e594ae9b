// Lay a map that zooms over each drawn one. It shows the same wards, in the same classes, and
// the same pins; if anything fails, the drawn one stays. Loaded by pages with a map only.
import "./leaflet.js";

const { L } = window;
const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

for (const figure of document.querySelectorAll("[data-map]")) {
  show(figure).catch(() => figure.querySelector(".app-map__live")?.remove());
}

async function show(figure) {
  await stylesheet();
  const drawn = figure.querySelector(".app-map__picture");
  const answer = await fetch(figure.dataset.wards);
  if (!answer.ok) throw new Error(answer.statusText);
  const wards = await answer.json();
  const live = document.createElement("div");
  live.className = "app-map__live";
  live.setAttribute("role", "group");
  live.setAttribute("aria-label", drawn.getAttribute("aria-label"));
  live.style.aspectRatio = drawn.getAttribute("viewBox").split(" ").slice(2).join(" / ");
  figure.insertBefore(live, drawn);
  const map = L.map(live, {
    attributionControl: Boolean(figure.dataset.tiles),
    fadeAnimation: !still,
    markerZoomAnimation: !still,
    scrollWheelZoom: false,
    zoomAnimation: !still,
    zoomSnap: 0.25,
  });
  if (figure.dataset.tiles) {
    L.tileLayer(figure.dataset.tiles, { attribution: figure.dataset.attribution }).addTo(map);
  }
  const areas = L.geoJSON(wards, {
    style: (ward) => look(pathOf(drawn, ward)),
    onEachFeature: (ward, layer) => name(drawn, ward, layer),
  }).addTo(map);
  for (const pin of drawn.querySelectorAll("[data-latitude]")) place(pin).addTo(map);
  map.fitBounds(areas.getBounds(), { animate: false, padding: [8, 8] });
  figure.classList.add("app-map--live");
}

// Leaflet's own stylesheet is needed on these pages only.
function stylesheet() {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("./leaflet.css", import.meta.url).href;
  return new Promise((done, failed) => {
    link.onload = done;
    link.onerror = failed;
    document.head.append(link);
  });
}

function pathOf(drawn, ward) {
  return drawn.querySelector(`[data-code="${CSS.escape(ward.properties.code)}"]`);
}

function look(path) {
  return {
    className: path?.getAttribute("class") ?? "app-map__ward",
    fillColor: path?.getAttribute("fill") ?? "none",
  };
}

function name(drawn, ward, layer) {
  const path = pathOf(drawn, ward);
  const words = path?.querySelector("title")?.textContent ?? ward.properties.name;
  layer.bindTooltip(text(words), { sticky: true });
  const link = path?.closest("a");
  if (link) layer.on("click", () => window.location.assign(link.getAttribute("href")));
}

function place(pin) {
  const here = pin.classList.contains("app-map__here");
  const words = pin.querySelector("title").textContent;
  const html = here ? "" : text(pin.dataset.words);
  const className = here ? "app-map__ring" : "app-map__needle";
  const icon = L.divIcon({ className, html, iconSize: null });
  const at = [pin.dataset.latitude, pin.dataset.longitude];
  return L.marker(at, { icon, interactive: true, keyboard: false }).bindTooltip(text(words));
}

// What people wrote is text, never markup: Leaflet would read a string as HTML.
function text(words) {
  const element = document.createElement("span");
  element.textContent = words;
  return element;
}
