// Builds the browser bundle: static/*.js and static/*.css to static/dist, names with a hash, .gz and .br beside each file,
// manifest.json from source name to file name. Fails when a page would load more than its budget.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { emojiNames } from "./tools/emoji.mjs";

const OUT = "static/dist";
const ENTRIES = [
  "reading.js",
  "editor.js",
  "math.js",
  "elements/kring-drawing.js",
  "elements/kring-device.js",
  "elements/kring-new-page.js",
  "questions.js",
  "style.css",
  "editor.css",
  "comments.css",
  "info.css",
  "questions.css",
  "knowing.css",
  "profile.css",
  "math.css",
  "site.css",
  "icons.svg",
  "logo.svg",
];
const EXTRA = "extras/mermaid/node_modules"; // installed by `make build MERMAID=1`
const KB = 1000;
const ONE_COPY_OF = ["yjs", "@codemirror/state"];

const olderFontFormats = {
  name: "leave out the formats that only browsers without WOFF2 want",
  setup: ({ onLoad }) =>
    onLoad({ filter: /katex(\.min)?\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll(/,\s*url\([^)]*\.(woff|ttf)\)\s*format\("\w+"\)/g, ""),
      loader: "css",
    })),
};

/** Our server speaks WebSocket and polling by XMLHttpRequest; the client library brings all it knows. */
const transportsOfOthers = {
  name: "leave out the transports that our server does not speak",
  setup: ({ onLoad }) =>
    onLoad({ filter: /engine\.io-client\/build\/esm\/transports\/(webtransport|polling-fetch)\.js$/ }, () => ({
      contents: "export const WT = undefined, Fetch = undefined;",
    })),
};

const entries = ENTRIES.filter((name) => existsSync(join("static", name)));
for (const name of ENTRIES) if (!entries.includes(name)) console.log(`static/${name} is not there, left out`);

const common = {
  outdir: OUT,
  entryNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  legalComments: "none", // licences.txt has them in full
  target: ["chrome123", "firefox128", "safari17.5"],
  metafile: true,
  write: false,
  logLevel: "warning",
};
const pages = await build({
  ...common,
  entryPoints: entries.map((name) => join("static", name)),
  chunkNames: "part-[hash]",
  assetNames: "[name]-[hash]",
  alias: {
    "@codemirror/lang-html": "./static/lib/plain-html.js",
    "@marijn/find-cluster-break": "./static/lib/graphemes.js",
    "lib0/logging": "./static/lib/plain-logging.js",
  },
  loader: { ".woff2": "file", ".svg": "copy" },
  plugins: [olderFontFormats, transportsOfOthers, emojiNames],
  splitting: true,
  format: "esm",
});
const frame = existsSync(EXTRA) ? await drawingFrame() : { outputFiles: [], metafile: { inputs: {}, outputs: {} } };

const worker = await build({ ...common, entryPoints: ["static/sw.js"], format: "iife" });

const outputFiles = [...pages.outputFiles, ...frame.outputFiles, ...worker.outputFiles];
const inputs = { ...pages.metafile.inputs, ...frame.metafile.inputs, ...worker.metafile.inputs };
const outputs = { ...pages.metafile.outputs, ...frame.metafile.outputs, ...worker.metafile.outputs };
const sizes = Object.fromEntries(
  outputFiles.map((file) => [relative(".", file.path), gzipSync(file.contents, { level: 9 }).length]),
);
checkCopies();
checkBudgets();
write();

/** One file with all kinds of drawings: the frame that runs it may load nothing else. */
function drawingFrame() {
  return build({ ...common, entryPoints: ["static/mermaid.js"], nodePaths: [EXTRA], format: "iife" });
}

function checkCopies() {
  for (const library of ONE_COPY_OF) {
    const copies = Object.values(outputs).flatMap((output) =>
      Object.entries(output.inputs).filter(
        ([path, { bytesInOutput }]) => bytesInOutput && path.includes(`node_modules/${library}/`),
      ),
    );
    if (copies.length > 1) fail(`${copies.length} copies of ${library}: ${copies.map(([path]) => path).join(", ")}`);
  }
}

function checkBudgets() {
  const socket = lazily("reading.js", (files) => files.some((file) => holds(file, "socket.io-client")));
  budget("reading page, scripts", [...atOnce("reading.js"), ...socket], 20 * KB);
  budget("reading page, style", atOnce("style.css"), 14 * KB);
  budget("editor, scripts on first edit", [...atOnce("reading.js"), ...socket, ...atOnce("editor.js")], 190 * KB);
}

function budget(what, files, most) {
  const bytes = [...new Set(files)].reduce((sum, file) => sum + sizes[file], 0);
  const said = `${what}: ${(bytes / KB).toFixed(1)} kB gzip of ${most / KB}`;
  if (bytes > most) fail(`${said}, too much`);
  console.log(said);
}

/** The output of an entry and what it imports statically; nothing for an entry that is not there. */
function atOnce(entry) {
  const file = Object.keys(outputs).find((path) => outputs[path].entryPoint === `static/${entry}`);
  return file ? reach(file, "import-statement") : [];
}

/** What an entry's dynamic imports load, each with its static imports, as far as `wanted` says. */
function lazily(entry, wanted) {
  const [file] = atOnce(entry);
  if (!file) return [];
  const later = reach(file, "import-statement", "dynamic-import").map((path) => reach(path, "import-statement"));
  return later.filter(wanted).flat();
}

function reach(start, ...kinds) {
  const seen = new Set([start]);
  for (const file of seen) {
    for (const { path, kind, external } of outputs[file]?.imports ?? [])
      if (!external && kinds.includes(kind)) seen.add(path);
  }
  return [...seen];
}

function holds(file, library) {
  return Object.keys(outputs[file].inputs).some((path) => path.includes(`node_modules/${library}/`));
}

/** New files first, then the manifest in one step, then the old ones away: a running server never misses a file. */
function write() {
  mkdirSync(OUT, { recursive: true });
  const kept = new Set(["manifest.json", "imports.json", "licences.txt"]);
  for (const { path, contents } of outputFiles) {
    const twins = /\.(js|css|svg)$/.test(path) ? compressed(contents) : {};
    for (const [suffix, bytes] of Object.entries({ "": contents, ...twins })) {
      writeFileSync(path + suffix, bytes);
      kept.add(basename(path) + suffix);
    }
  }
  writeFileSync(join(OUT, "licences.txt"), licences());
  writeFileSync(join(OUT, "imports.json"), `${JSON.stringify(imports(), null, 1)}\n`);
  writeFileSync(join(OUT, "manifest.new"), `${JSON.stringify(manifest(), null, 1)}\n`);
  renameSync(join(OUT, "manifest.new"), join(OUT, "manifest.json"));
  for (const name of readdirSync(OUT)) if (!kept.has(name)) rmSync(join(OUT, name), { recursive: true });
}

function compressed(bytes) {
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  return { ".gz": gzipSync(bytes, { level: 9 }), ".br": brotliCompressSync(bytes, best) };
}

/** From a file below static/ (an entry, a font, a picture) to its name in static/dist. */
function manifest() {
  const names = Object.entries(outputs).flatMap(([path, { entryPoint, inputs }]) => {
    const only = Object.keys(inputs).length === 1 && !/\.(js|css)$/.test(path) ? Object.keys(inputs)[0] : undefined;
    const source = entryPoint ?? only;
    return source?.startsWith("static/") ? [[source.slice("static/".length), basename(path)]] : [];
  });
  return Object.fromEntries(names.sort());
}

/** What the editor imports at once, for the page to ask for before the browser has read the imports, layer by layer. */
function imports() {
  return {
    "editor.js": atOnce("editor.js")
      .slice(1)
      .map((path) => basename(path)),
  };
}

function licences() {
  const folders = Object.keys(inputs).map((path) => path.match(/.*node_modules\/(@[^/]+\/)?[^/]+/)?.[0]);
  return [...new Set(folders)]
    .filter(Boolean)
    .sort()
    .map((folder) => {
      const text = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
      return `${folder.split("node_modules/").at(-1)}\n\n${text ? readFileSync(join(folder, text), "utf8").trim() : "MIT"}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
