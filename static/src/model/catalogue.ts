/** Fetches what does not depend on the program: the examples and the op table, in the language of the page. */

import type { Client } from "../wire/client.ts";
import type { State } from "./session.ts";
import type { Store } from "./store.ts";

/** What did not come is asked for again when the service has answered something else. */
export function startCatalogue(store: Store<State>, client: Client): void {
  let told = "";
  let asking = "";
  store.watch(["language", "trace"], async ({ language }) => {
    if (told === language || asking === language) return;
    asking = language;
    const [examples, operations] = await Promise.all([
      client.examples({ language }),
      client.operations({ language }),
    ]);
    if (asking !== language) return;
    asking = "";
    if (examples.kind === "answer") store.set({ examples: examples.value });
    if (operations.kind === "answer")
      store.set({ operations: new Map(operations.value.map((operation) => [operation.name, operation])) });
    if (examples.kind === "answer" && operations.kind === "answer") told = language;
  });
}
