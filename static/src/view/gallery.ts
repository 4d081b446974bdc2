/** Every worked example in small, at its last step; each is asked for and drawn when it comes into sight. */

import { opened } from "../model/request.ts";
import { DEFAULTS, writeAddress } from "../model/state.ts";
import { finishedOf } from "../scene/finished.ts";
import { type Locale, translators } from "../text/i18n.ts";
import type { Example } from "../wire/calls.ts";
import type { Client } from "../wire/client.ts";
import { dress, fill, h, say, svg } from "./dom.ts";
import { join } from "./join.ts";

/** Drawn this much before it is in sight. */
const AHEAD = "400px";

export async function mountGallery(main: HTMLElement, client: Client, language: Locale): Promise<void> {
  const words = translators[language];
  const note = h("p", { class: "hint" }, words("app.loading"));
  const list = h("ul", { class: "exhibits" });
  fill(main, [h("h1", {}, words("place.gallery")), note, list]);
  const reply = await client.examples({ language });
  if (reply.kind !== "answer") return say(note, words("gallery.failed"));
  say(note, words("gallery.intro"));

  /** One after the other: a server is not asked for all of them at once. */
  let turn = Promise.resolve();
  const sight = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        const example = exhibits.get(target);
        if (!isIntersecting || !example) continue;
        sight.unobserve(target);
        turn = turn.then(() => draw(target, example));
      }
    },
    { rootMargin: AHEAD },
  );

  const draw = async (exhibit: Element, { request, title }: Example) => {
    const answer = await client.trace(request, { language });
    const frame = exhibit.querySelector(".exhibit-frame");
    if (!frame) return;
    if (answer.kind !== "answer") {
      fill(frame, [h("p", { class: "hint" }, words("gallery.missing"))]);
      return dress(exhibit, { "data-missing": true });
    }
    const { shapes, box } = finishedOf(answer.value, words);
    const picture = svg("svg", {
      class: "graph",
      role: "img",
      "aria-label": words("graph.label", { output: title }),
      viewBox: `${box.x} ${box.y} ${box.width} ${box.height}`,
    });
    // A small graph is not blown up.
    picture.style.setProperty("max-width", `${box.width}px`);
    join(picture, shapes);
    fill(frame, [picture]);
    dress(exhibit, { "data-drawn": true });
  };

  const exhibits = new Map<Element, Example>(
    reply.value.map((example) => {
      const settings = { ...DEFAULTS, ...opened(example.request), language };
      const exhibit = h(
        "li",
        { class: "exhibit" },
        h("a", { href: `/#${writeAddress(settings)}` }, example.title),
        h("p", { class: "hint" }, example.goal),
        // What is drawn is a picture here, and no controls.
        h("div", { class: "exhibit-frame", inert: true }),
      );
      return [exhibit, example];
    }),
  );
  list.append(...exhibits.keys());
  for (const exhibit of exhibits.keys()) sight.observe(exhibit);
}
