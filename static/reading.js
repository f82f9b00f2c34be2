// What every page loads. Each element sleeps until its tag is on the page.
import "./elements/kring-changed.js";
import "./elements/kring-contents.js";
import "./elements/kring-copy-link.js";
import "./elements/kring-here.js";
import "./elements/kring-keys.js";
import "./elements/kring-math.js";
import "./elements/kring-menu.js";
import "./elements/kring-readers.js";
import "./elements/kring-sidebar.js";
import "./elements/kring-theme.js";
import "./elements/kring-toast.js";
import "./elements/kring-tree.js";
import { addAnchors } from "./lib/anchors.js";
import { onComments } from "./lib/on-comments.js";
import { onUse } from "./lib/on-use.js";
import { whenIdle } from "./lib/page.js";
import { offerPalette } from "./lib/palette.js";

addAnchors(document.querySelector(".folio > .prose"));
offerPalette();
onUse("kring-tree[data-moves]", () => import("./reading/moving.js"));
onUse("[data-replay]", () => import("./reading/replay.js"));
onUse('.folio a[href^="/p/"]', () => import("./reading/card.js"));
onUse("[data-since-bar]", () => import("./reading/since.js"));
const comments = document.getElementById("comments");
if (comments && !document.querySelector("kring-editor")) onComments(comments, () => import("./margin/begin.js"));
const around = document.querySelector("[data-around]");
if (around) import("./reading/around.js").then(({ begin }) => begin(around));
const ticked = document.querySelector(".folio[data-ticks]:has(.task)");
if (ticked) import("./reading/ticking.js").then(({ begin }) => begin(ticked));
const refreshed = document.querySelector("[data-refreshes]");
if (refreshed) import("./reading/refreshing.js").then(({ begin }) => begin(refreshed));
whenIdle(() =>
  import("./offline/begin.js").then(
    ({ begin }) => begin(),
    () => {},
  ),
);
