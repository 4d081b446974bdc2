/** The page in a frame: a way to the whole page, and what is wrong with a program that cannot be edited here. */

import type { State } from "../model/session.ts";
import { linkTo } from "../model/share.ts";
import { type App, wordsOf } from "./app.ts";
import { dress, fill, h, prose, say } from "./dom.ts";
import { icon } from "./icons.ts";

export function isEmbedded(): boolean {
  return "embed" in document.documentElement.dataset;
}

export function mountEmbed({ store }: App, notices: HTMLElement): void {
  const name = h("span", {});
  const link = h(
    "a",
    { class: "button text outlined open-whole", target: "_blank", rel: "noopener" },
    name,
    icon("outside"),
  );
  const trouble = h("div", { class: "embed-trouble", role: "status" });
  // The one of the header is not there.
  const heading = h("h1", { class: "unseen" });
  notices.after(heading, link, trouble);

  store.watch(["language"], (state) => {
    const words = wordsOf(state);
    say(heading, words("app.name"));
    say(name, words("embed.open"));
  });
  store.watch(["problem"], ({ problem }: State) => {
    const notices = problem?.errors.map(({ message, fix }) =>
      h("p", { class: "notice" }, icon("warning"), h("span", {}, ...prose(`${message} ${fix}`))),
    );
    fill(trouble, notices ?? []);
  });
  const aim = () => dress(link, { href: linkTo(store.get(), "/") });
  aim();
  store.subscribe(aim);
}
