// Keep the figures of a call up to date while it asks, and say politely when they change. A button
// stops that (WCAG 2.2.2); without this file there is a link that looks again.
const EVERY_MS = 15_000;
const PARTS = ["#live", "#main-content > .app-fill"];
const said = document.getElementById("live-said");
const button = document.getElementById("live-switch");
let timer = 0;

async function look() {
  if (document.hidden) return;
  // The header tells that nobody pressed anything: it does not keep anybody signed in.
  const answer = await fetch(location.pathname, { headers: { "X-By-Itself": "1" } });
  if (!answer.ok || answer.redirected) return stop();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const before = document.getElementById("live").dataset.live;
  for (const part of PARTS) renew(document.querySelector(part), page.querySelector(part));
  const after = document.getElementById("live").dataset.live;
  if (after !== before) said.textContent = after ?? document.querySelector("#live p").textContent;
  if (after === undefined) stop();
}

function renew(shown, fresh) {
  if (fresh && !shown.contains(document.activeElement)) shown.replaceWith(fresh);
}

function stop() {
  clearInterval(timer);
  timer = 0;
  button.textContent = button.dataset.go;
}

function go() {
  timer = setInterval(() => look().catch(() => {}), EVERY_MS);
  button.textContent = button.dataset.stop;
}

button.addEventListener("click", () => (timer ? stop() : go()));
button.hidden = false;
go();
