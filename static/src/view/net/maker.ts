/** A two-layer net by its sizes: the service draws its numbers, and it becomes the program of the workbench. */

import { isLarge, textOf } from "../../model/handed.ts";
import { opened } from "../../model/request.ts";
import type { State } from "../../model/session.ts";
import type { Key, Translate } from "../../text/i18n.ts";
import { makeCall, type Reply } from "../../wire/call.ts";
import { ACTIVATIONS, drawNet, type NetSizes, type SizedNet } from "../../wire/nets.ts";
import { type App, wordsOf } from "../app.ts";
import { mountDialog } from "../dialog.ts";
import { type Child, dress, h, say } from "../dom.ts";

interface Field {
  readonly name: Exclude<keyof NetSizes, "activation">;
  readonly label: Key;
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
}

const FIELDS: readonly Field[] = [
  { name: "input_size", label: "net.input_size", least: 1, most: 1024, whole: true },
  { name: "hidden_size", label: "net.hidden_size", least: 1, most: 256, whole: true },
  { name: "output_size", label: "net.output_size", least: 2, most: 64, whole: true },
  { name: "batch_size", label: "net.batch_size", least: 1, most: 100, whole: true },
  { name: "weight_init_std", label: "net.weight_init_std", least: 0, most: 100, whole: false },
  { name: "seed", label: "net.seed", least: 0, most: 999_999, whole: true },
];

/** Sizes to begin with; what they do not say stays. */
const PRESETS: readonly Partial<NetSizes>[] = [
  { input_size: 3, hidden_size: 4, output_size: 2, batch_size: 1, weight_init_std: 1 },
  { input_size: 16, hidden_size: 8, output_size: 4, batch_size: 4, weight_init_std: 0.5 },
  { input_size: 784, hidden_size: 50, output_size: 10, batch_size: 4, weight_init_std: 0.01 },
];

const PARAMETERS = ["W1", "b1", "W2", "b2"];

export function mountMaker(app: App): void {
  const { store } = app;
  let sizes: NetSizes = {
    ...{ input_size: 3, hidden_size: 4, output_size: 2, batch_size: 1 },
    ...{ weight_init_std: 1, seed: 0, activation: ACTIVATIONS[0] },
  };

  const content = (state: State): Child[] => {
    const words = wordsOf(state);
    const status = h("p", { class: "note", role: "status" });
    const controls = FIELDS.map((field) => sizeField(field, words));
    const activation = h(
      "select",
      { id: "maker-activation" },
      ...ACTIVATIONS.map((name) => h("option", { value: name }, words(`net.${name}`))),
    );
    activation.value = sizes.activation;
    const typed = (): NetSizes | null => {
      const read = controls.map(({ read }) => read());
      if (read.some((value) => value === null)) return null;
      const numbers = Object.fromEntries(FIELDS.map(({ name }, i) => [name, read[i]]));
      return { ...numbers, activation: activation.value } as NetSizes;
    };
    const show = () => {
      for (const [i, { name }] of FIELDS.entries()) controls[i]?.show(sizes[name]);
    };
    show();
    const make = async (event: Event) => {
      event.preventDefault();
      const wanted = typed();
      if (!wanted) return;
      sizes = wanted;
      say(status, words("net.making"));
      const reply = await drawNet(makeCall(), wanted, { language: state.language });
      say(status, faultOf(reply, words));
      if (reply.kind === "answer") store.set({ ...stateOf(reply.value, wanted), dialog: "none" });
    };
    const presets = PRESETS.map((preset) =>
      h(
        "button",
        {
          type: "button",
          class: "button outlined",
          onclick: () => {
            sizes = { ...(typed() ?? sizes), ...preset };
            show();
          },
        },
        shapeOf({ ...sizes, ...preset }),
      ),
    );
    return [
      h(
        "form",
        { class: "maker", novalidate: true, onsubmit: make },
        h("p", { class: "hint" }, words("net.maker_hint")),
        h("div", { class: "maker-presets" }, ...presets),
        h(
          "div",
          { class: "maker-fields" },
          ...controls.map(({ element }) => element),
          h(
            "div",
            { class: "maker-field" },
            h("label", { for: "maker-activation" }, words("net.activation")),
            activation,
          ),
        ),
        h("button", { type: "submit", class: "button text outlined primary" }, words("net.make")),
        status,
      ),
    ];
  };

  const dialog = h("dialog", { id: "maker", class: "dialog" });
  document.body.append(dialog);
  mountDialog(app, dialog, { name: "net", title: "net.maker_title", keys: [], content });
}

/** `784-50-10`. */
function shapeOf({ input_size, hidden_size, output_size }: NetSizes): string {
  return [input_size, hidden_size, output_size].join("-");
}

/** The state that shows a net. */
function stateOf({ program, inputs }: SizedNet, sizes: NetSizes): Partial<State> {
  const texts = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, textOf(value)]));
  const handed = isLarge(texts);
  const origin = handed ? { kind: "sizes" as const, sizes: shapeOf(sizes), seed: sizes.seed } : null;
  const begun = opened({ program, inputs: {}, parameters: PARAMETERS });
  return { ...begun, inputs: texts, handed, origin, view: "net", drawer: "none" };
}

interface SizeField {
  readonly element: HTMLElement;
  /** What is typed; null where it does not fit, which the field then says. */
  read(): number | null;
  show(value: number): void;
}

function sizeField({ name, label, least, most, whole }: Field, words: Translate): SizeField {
  const id = `maker-${name}`;
  const fault = h("p", { class: "note fault", id: `${id}-fault` });
  const field = h("input", {
    id,
    inputmode: "decimal",
    autocomplete: "off",
    "aria-describedby": `${id}-fault`,
  });
  const read = () => {
    const value = field.value.trim() === "" ? Number.NaN : Number(field.value);
    const fits = value >= least && value <= most && (!whole || Number.isInteger(value));
    const told = words(whole ? "net.whole" : "net.size", { name: words(label), least, most });
    say(fault, fits ? "" : told);
    dress(field, { "aria-invalid": fits ? null : "true" });
    return fits ? value : null;
  };
  field.addEventListener("change", read);
  return {
    element: h("div", { class: "maker-field" }, h("label", { for: id }, words(label)), field, fault),
    read,
    show(value) {
      field.value = String(value);
      read();
    },
  };
}

/** What went wrong, in words. */
function faultOf(reply: Reply<SizedNet>, words: Translate): string {
  switch (reply.kind) {
    case "problem": {
      const [first] = reply.problem.errors;
      return first ? `${first.message} ${first.fix}` : reply.problem.detail;
    }
    case "busy":
      return words("problem.busy", { seconds: reply.seconds });
    case "offline":
      return words("problem.offline");
    case "unexpected":
      return words("problem.unexpected");
    default:
      return "";
  }
}
