/** Which parts of a trace a stop acts on: all others look the same before it, while it is drawn, and after it. */

import type { Trace } from "../wire/trace.ts";
import { scopeOf } from "./scope.ts";
import type { Stop } from "./stops.ts";
import type { EdgeTrack, Event, Tracks } from "./tracks.ts";

/** Places of tracks. */
export interface Touched {
  readonly nodes: Iterable<number>;
  readonly edges: Iterable<number>;
}

/** Of each stop the tracks with events in it, those of its scope, and the nodes at the ends of all these wires. */
export function touching(trace: Trace, stops: readonly Stop[], tracks: Tracks): (index: number) => Touched {
  const { nodes, edges } = tracks;
  const nodeAt = new Map(nodes.map(({ node }, place) => [node.id, place]));
  const edgeAt = new Map(edges.map(({ edge }, place) => [edge.id, place]));
  const inNodes = byStep(nodes, ({ values, gradients, forks }) => [values, gradients, forks]);
  const inEdges = byStep(edges, ({ forwards, locals, contributions }) => [forwards, locals, contributions]);
  const placesOf = (ids: Iterable<string>, at: ReadonlyMap<string, number>) =>
    Array.from(ids, (id) => at.get(id) ?? []).flat();

  const find = (stop: Stop): Touched => {
    const scope = scopeOf(stop, trace);
    const wires = new Set([...inEdges(stop), ...placesOf(scope.edges, edgeAt)]);
    const ends = Array.from(wires, (place) => (edges[place] as EdgeTrack).edge).flatMap(
      ({ source, target }) => [source, target],
    );
    const about = [...scope.along, ...ends, ...(scope.node === null ? [] : [scope.node])];
    return { edges: wires, nodes: new Set([...inNodes(stop), ...placesOf(about, nodeAt)]) };
  };
  const known: Touched[] = [];
  return (index) => {
    known[index] ??= find(stops[index] as Stop);
    return known[index];
  };
}

/** The places of the tracks that have events in the steps of a stop. */
function byStep<T>(
  tracks: readonly T[],
  eventsOf: (track: T) => readonly (readonly Event<unknown>[])[],
): (stop: Stop) => readonly number[] {
  const places: number[][] = [];
  for (const [place, track] of tracks.entries())
    for (const { at } of eventsOf(track).flat()) {
      places[at] ??= [];
      places[at].push(place);
    }
  return ({ first, last }) => places.slice(first, last + 1).flat();
}
