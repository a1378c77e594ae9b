// Keep a demo phone live: look for new texts, and put them on the screen without touching
// what is being typed. Without this file there is a link that reloads the page.
const EVERY_MS = 1500;
const texts = document.getElementById("texts");

async function look() {
  if (!document.hidden) {
    const answer = await fetch(location.pathname);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("texts");
    if (fresh && fresh.innerHTML !== texts.innerHTML) {
      texts.replaceChildren(...fresh.children);
    }
  }
}

setInterval(() => look().catch(() => {}), EVERY_MS);
