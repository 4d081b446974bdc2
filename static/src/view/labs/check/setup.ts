/** What is checked: a start to choose, the program, its values, and which of them are nudged. */

import { type CheckSettings, chosen, type Found, START, started } from "../../../model/labs/check.ts";
import { repaired } from "../../../model/marks.ts";
import { inputNames, tokenize } from "../../../model/program.ts";
import type { Store } from "../../../model/store.ts";
import type { Locale, Translate } from "../../../text/i18n.ts";
import { type Reading, readValue } from "../../../text/values.ts";
import type { Example, Problem, ProblemEntry } from "../../../wire/calls.ts";
import type { Client } from "../../../wire/client.ts";
import { fromNested, shapeOf, shapeText } from "../../../wire/numbers.ts";
import { type Child, dress, fill, h, prose, say } from "../../dom.ts";
import { problemElement } from "../../problem.ts";

export interface SetupParts {
  readonly settings: Store<CheckSettings>;
  readonly found: Store<Found>;
  readonly client: Client;
  readonly language: Locale;
  readonly words: Translate;
}

const FIXTURE = "net";

export function mountSetup(place: HTMLElement, parts: SetupParts): void {
  fill(place, [starts(parts), programField(parts), values(parts)]);
}

/** The chapter's examples, and the net of four samples. */
function starts({ settings, client, language, words }: SetupParts): HTMLElement {
  const select = h("select", { id: "start", onchange: () => choose(select.value) });
  let examples: readonly Example[] = [];
  const choose = (slug: string) => {
    const request = slug === FIXTURE ? START : examples.find((example) => example.slug === slug)?.request;
    if (request) settings.set({ ...started(request), name: "", at: -1 });
  };
  const same = (program: string, request: Example["request"]) => started(request).program === program;
  const draw = ({ program }: CheckSettings) => {
    const found = examples.find(({ request }) => same(program, request));
    const slug = same(program, START) ? FIXTURE : (found?.slug ?? "");
    fill(select, [
      h("option", { value: "", disabled: true }, words("labs.check.own")),
      h("option", { value: FIXTURE }, words("labs.check.fixture")),
      ...examples.map((example) =>
        h("option", { value: example.slug }, `${example.section} · ${example.title}`),
      ),
    ]);
    select.value = slug;
  };
  settings.watch(["program"], draw);
  void client.examples({ language }).then((reply) => {
    if (reply.kind !== "answer") return;
    examples = reply.value;
    draw(settings.get());
  });
  return h("div", { class: "field" }, h("label", { for: "start" }, words("labs.check.start")), select);
}

/** The text area lies over its coloured twin. */
function programField(parts: SetupParts): HTMLElement {
  const { settings, found, words } = parts;
  const mirror = h("pre", { class: "mirror", "aria-hidden": "true" });
  const area = h("textarea", {
    id: "program-text",
    class: "program-text",
    rows: 1,
    spellcheck: "false",
    autocomplete: "off",
    autocapitalize: "off",
    "aria-describedby": "program-faults",
    oninput: () => settings.set({ program: area.value }),
  });
  const faults = h("div", { id: "program-faults", class: "problems", role: "status" });
  settings.watch(["program"], ({ program }) => {
    if (area.value !== program) area.value = program;
    fill(mirror, [
      ...tokenize(program).map(({ kind, text }) => h("span", { class: `t-${kind}` }, text)),
      "\n",
    ]);
  });
  found.watch(["problem"], ({ problem }) => {
    const entries = others(problem, inputNames(settings.get().program));
    dress(area, { "aria-invalid": entries.length > 0 ? "true" : null });
    fill(
      faults,
      entries.map((entry) => faultElement(entry, parts)),
    );
  });
  return h(
    "div",
    { class: "field" },
    h("label", { for: "program-text" }, words("program.label")),
    h("div", { class: "editor" }, mirror, area),
    faults,
  );
}

/** One row an input of the program. */
function values(parts: SetupParts): HTMLElement {
  const { settings, found, words } = parts;
  const list = h("div", { class: "check-values" });
  // Where there is no room beside it, the answer comes first.
  const open = matchMedia("(min-width: 1260px)").matches;
  const box = h(
    "details",
    { class: "check-values-box", open },
    h("summary", {}, words("inputs.label")),
    list,
  );
  let rows: ValueField[] = [];
  const draw = () => {
    for (const row of rows) row.draw();
  };
  settings.watch(["program"], ({ program }) => {
    const names = inputNames(program);
    if (names.join() === rows.map(({ name }) => name).join()) return;
    rows = names.map((name) => valueField(name, parts));
    fill(
      list,
      rows.map(({ element }) => element),
    );
    draw();
  });
  settings.watch(["inputs", "parameters"], draw);
  found.subscribe(draw);
  found.watch(["problem"], ({ problem }) => {
    if (problem?.errors.some(({ field }) => field?.startsWith("inputs."))) box.open = true;
  });
  return box;
}

interface ValueField {
  readonly name: string;
  readonly element: HTMLElement;
  draw(): void;
}

/** The text of a value, what is wrong with it, and whether it is nudged. */
function valueField(name: string, { settings, found, words }: SetupParts): ValueField {
  const id = `in-${name}`;
  const area = h("textarea", {
    id,
    rows: 1,
    spellcheck: "false",
    autocomplete: "off",
    autocapitalize: "off",
    "aria-describedby": `${id}-note`,
    oninput: () => settings.set({ inputs: { ...settings.get().inputs, [name]: area.value } }),
  });
  const note = h("p", { id: `${id}-note`, class: "field-fault" });
  const shape = h("span", { class: "shape" });
  const nudged = h("input", { type: "checkbox", onchange: () => turn() });
  const label = h("label", { for: id, class: "value-name" }, name);
  const box = h("label", { class: "nudged" }, nudged, words("labs.check.nudged"));
  const element = h(
    "div",
    { class: "field", "data-input": name },
    h("div", { class: "value-head" }, label, shape, box),
    area,
    note,
  );

  const turn = () => {
    const now = chosen(settings.get()) ?? Object.keys(found.get().sizes ?? {});
    settings.set({ parameters: nudged.checked ? [...now, name] : now.filter((each) => each !== name) });
  };
  const faultIn = (text: string, reading: Reading): Child[] => {
    if (!reading.ok && text.trim() !== "") return prose(words(reading.problem.key, reading.problem.params));
    const refused = found.get().problem?.errors.find(({ field }) => field === `inputs.${name}`);
    return refused ? prose(`${refused.message} ${refused.fix}`) : [];
  };
  return {
    name,
    element,
    draw() {
      const now = settings.get();
      const text = now.inputs[name] ?? "";
      if (area.value !== text) area.value = text;
      area.rows = Math.min(6, text.split("\n").length);
      const reading = readValue(text);
      const fault = faultIn(text, reading);
      fill(note, fault);
      dress(area, { "aria-invalid": fault.length > 0 ? "true" : null });
      say(shape, reading.ok ? shapeText(shapeOf(fromNested(reading.value))) : "");
      const wanted = chosen(now);
      const { sizes } = found.get();
      box.hidden = sizes !== null && !(name in sizes);
      nudged.checked = wanted === null || wanted.includes(name);
    },
  };
}

/** What a problem says of the program, or of anything else that has no field of its own. */
function others(problem: Problem | null, names: readonly string[]): readonly ProblemEntry[] {
  return problem?.errors.filter(({ field }) => !names.some((name) => field === `inputs.${name}`)) ?? [];
}

function faultElement(entry: ProblemEntry, { settings, found, words }: SetupParts): HTMLElement {
  const { asked } = found.get();
  const edited = repaired(entry, { asked, program: settings.get().program });
  return problemElement(entry, words, {
    repair: edited === null ? null : () => settings.set({ program: edited }),
  });
}
