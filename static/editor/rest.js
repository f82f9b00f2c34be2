// The second half of the editor, loaded once the first stands. One file: each more would cut the first into smaller pieces.
import "../elements/kring-plain-text.js";
import "../elements/kring-writers.js";
import { definitions } from "./definitions.js";
import { detailed } from "./details/index.js";
import { following } from "./following/following.js";
import { gripping } from "./gripping.js";
import { naming } from "./naming.js";
import { outlined } from "./outline/index.js";
import { paste } from "./paste/index.js";
import { starting } from "./starting.js";
import { entitled } from "./title/index.js";

/** A page begun on a device has no margin for its outline. */
const hasMargin = () => document.getElementById("contents") !== null;

export const rest = (context) => [
  paste(context),
  following(context),
  gripping(context),
  naming(context),
  definitions,
  hasMargin() ? outlined(context) : [],
  detailed(context),
  entitled(context),
  starting(context),
];
