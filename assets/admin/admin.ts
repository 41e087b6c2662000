// The form of the editors: Decap, told in French what a fiche is made of, with our own map and our own way to read and write
// files. The page holds this script and nothing else; Decap comes when it has run.

import { place } from "./place";
import { reference } from "./reference";
import { local } from "./format";
import { format, type Field } from "./git";
import { binned, over, phrases, takeBack } from "./phrases";
import { slug } from "./slug";
import { watch } from "./faults";
import { load } from "./loaded";
import type { Decap } from "./decap";

interface Collection { name: string; format: string; fields?: Field[]; files?: { fields: Field[] }[] }

interface Config { backend: { name: string }; locale: string; collections: Collection[] }

const waiting = document.getElementById("attente");

function fail(reason: string): void {
  if (waiting) waiting.textContent = `Le formulaire n’a pas pu s’ouvrir : ${reason}`;
}

/** decap loads the big script, whose name the page gives. */
function decap(): Promise<Decap> {
  window.CMS_MANUAL_INIT = true;
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = document.documentElement.dataset.decap || "decap-cms.js";
    script.onload = () => (window.CMS ? done(window.CMS) : failed(new Error("ce navigateur est trop ancien.")));
    script.onerror = () => failed(new Error(`${script.src} n’est pas là.`));
    document.head.appendChild(script);
  });
}

/** formats registers how the files of each collection are read and written. */
function formats(cms: Decap, config: Config): void {
  const here = config.backend.name === "proxy";
  for (const c of config.collections) {
    const bare = !!c.files;
    const fields = c.fields || (c.files ? c.files[0].fields : []);
    cms.registerCustomFormat(c.format, bare ? "yaml" : "md", here ? local : format(fields, bare));
  }
}

/** named gives a new file the name balise would give it: "L’Îlot" is l-ilot. */
function named(cms: Decap): void {
  cms.registerEventListener({ name: "preSave", handler: ({ entry }) => {
    const title = entry.getIn(["data", "titre"]);
    const data = entry.get("data") as typeof entry;
    return entry.get("newRecord") && typeof title === "string" ? data.set("_nom", slug(title)) : data;
  } });
}

/** kept keeps Decap from asking, right after a save, whether to take back what was saved: it writes its safety copy two seconds after
 * the last key, save or not, and finds it when it opens the new fiche under its own address. */
function kept(cms: Decap): void {
  let saved = 0;
  cms.registerEventListener({ name: "postSave", handler: () => {
    saved = Date.now();
  } });
  const ask = window.confirm.bind(window);
  window.confirm = (question) => (question === takeBack && Date.now() - saved < 10000 ? false : ask(question));
}

const editor = /#\/collections\/([^/]+)\/(new|entries\/.+)$/;

/** again passes by the list on the way from one fiche to another. Decap never goes straight, but after a creation; an address
 * typed by hand does too: it would go on showing the first fiche, and not tell where the second one's page is. */
function again(): void {
  addEventListener("hashchange", (ev) => {
    const from = editor.exec(ev.oldURL), to = editor.exec(ev.newURL), here = location.hash;
    if (!from || !to || ev.newURL !== location.href || (to[2] === "new" && to[1] === from[1])) return; // "new" again is Decap's own
    setTimeout(() => {
      if (location.hash !== here) return; // the editor has refused to leave what is not saved
      location.replace(`#/collections/${to[1]}`);
      setTimeout(() => location.replace(here), 100);
    }, 50);
  });
}

/** tidy takes from messages the word Decap puts before what our API says. */
function tidy(): void {
  const clean = (node: Node): void => {
    const walk = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    for (let t = walk.nextNode(); t; t = walk.nextNode()) {
      if (t.nodeValue && /\b(API_ERROR|Error): /.test(t.nodeValue)) t.nodeValue = t.nodeValue.replace(/\b(API_ERROR|Error): /g, "");
    }
  };
  new MutationObserver((all) => {
    for (const m of all) m.addedNodes.forEach((n) => n instanceof HTMLElement && clean(n));
  }).observe(document.body, { childList: true, subtree: true });
}

/** enter spares an editor the page that asks to log in: here there is nobody to log in to. */
function enter(): void {
  try {
    localStorage.setItem("decap-cms-user", JSON.stringify({ backendName: "proxy" }));
  } catch {
    // a browser that keeps nothing asks for one more click
  }
}

async function start(): Promise<void> {
  const [cms, config] = await Promise.all([decap(), load<Config>("config.json")]);
  formats(cms, config);
  cms.registerWidget("carte", place());
  cms.registerWidget("reference", reference());
  const here = config.backend.name === "proxy";
  cms.registerLocale("fr", over(cms.getLocale("fr"), here ? over(phrases, binned) : phrases));
  named(cms);
  kept(cms);
  again();
  tidy();
  if (waiting) waiting.remove();
  if (here) enter();
  cms.init({ config });
  if (here) watch();
}

start().catch((reason: Error) => fail(reason.message));
