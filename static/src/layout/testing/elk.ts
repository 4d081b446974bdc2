/** ELK's layered layout as a yardstick: a development dependency, asked for the same picture. */
import { createRequire } from "node:module";
import type { LayoutInput, Point } from "../types.ts";
import type { Wire } from "./crossings.ts";

/** The part of elkjs that is used here; its own types describe a CommonJS module. */
interface ElkEdge {
  readonly id: string;
  readonly sections: readonly {
    readonly startPoint: Point;
    readonly endPoint: Point;
    readonly bendPoints?: readonly Point[];
  }[];
}
interface Elk {
  layout(graph: unknown): Promise<{ readonly edges: readonly ElkEdge[] }>;
}

const ElkConstructor = createRequire(import.meta.url)("elkjs/lib/elk.bundled.js") as new () => Elk;

/** The same graph with the same ports for ELK, routed as polylines. */
export async function elkWires(input: LayoutInput): Promise<Wire[]> {
  const entries = (id: string) => input.edges.filter((e) => e.target === id).sort((a, b) => a.slot - b.slot);
  const drawn = await new ElkConstructor().layout({
    id: "root",
    layoutOptions: {
      "elk.algorithm": "layered",
      "elk.direction": "RIGHT",
      "elk.edgeRouting": "POLYLINE",
      "elk.randomSeed": "1",
    },
    children: input.nodes.map(({ id, width, height }) => ({
      id,
      width,
      height,
      layoutOptions: { "elk.portConstraints": "FIXED_POS" },
      ports: [
        ...entries(id).map((e, i, all) => ({
          id: `in ${e.id}`,
          x: 0,
          y: ((i + 0.5) / all.length) * height,
          layoutOptions: { "elk.port.side": "WEST" },
        })),
        { id: `out ${id}`, x: width, y: height / 2, layoutOptions: { "elk.port.side": "EAST" } },
      ],
    })),
    edges: input.edges.map((e) => ({ id: e.id, sources: [`out ${e.source}`], targets: [`in ${e.id}`] })),
  });
  const source = new Map(input.edges.map((e) => [e.id, e.source]));
  return drawn.edges.map((e) => ({
    source: source.get(e.id)!,
    line: e.sections.flatMap((s) => [s.startPoint, ...(s.bendPoints ?? []), s.endPoint]),
  }));
}
