/** What both kinds of comparison are given. */

import type { Values } from "../../../model/fields.ts";
import type { COMPARE_FIELDS } from "../../../model/labs/compare.ts";
import type { Lab } from "../lab.ts";

export type CompareLab = Lab<Values<typeof COMPARE_FIELDS>>;
