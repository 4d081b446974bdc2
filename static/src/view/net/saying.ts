/** What is said of the units and weights of a net: to a screen reader, and to whoever points at one. */

import { elementOf } from "../../model/cell.ts";
import type { Gradient } from "../../model/frame.ts";
import { cellName, refName } from "../../model/naming.ts";
import type { NetSaying } from "../../scene/net.ts";
import type { Translate } from "../../text/i18n.ts";
import type { Notation } from "../../text/mathml.ts";
import { formatNumber, printedLabel } from "../../text/numbers.ts";
import type { Trace } from "../../wire/trace.ts";

export function sayingOf(trace: Trace, notation: Notation, words: Translate): NetSaying {
  const told = (name: string, value: number, gradient: Gradient, index: number) => {
    const params = { name, value: formatNumber(value) };
    if (gradient.kind === "none") return words("net.said", params);
    const known = gradient.kind === "whole" ? formatNumber(elementOf(gradient.value, index)) : null;
    return words("net.said_gradient", { ...params, gradient: known ?? words("net.unknown") });
  };
  return {
    name: (ref) => refName(trace, ref, notation),
    unit({ node, kept, first }, unit, value, gradient, index) {
      const label = kept ? words("net.probabilities") : printedLabel(node.label);
      const name = words("net.unit_name", { name: label, unit: unit + first });
      return value === null ? name : told(name, value, gradient, index);
    },
    weight: ({ id }, index, value, gradient) =>
      told(cellName(trace, `${id}.value`, index, notation), value, gradient, index),
    pixel: (name, unit, value) =>
      words("net.said", {
        name: words("net.unit_name", { name, unit: unit + 1 }),
        value: formatNumber(value),
      }),
    picture: (name, side) => words("net.picture", { name, side }),
  };
}
