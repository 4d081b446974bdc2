// Bundles the front end: `node build.mjs OUT FINGERPRINT`, called by ../build_frontend.py.
//
// OUT gets hashed scripts, styles, fonts and the API documentation's viewer, a gzip twin of every text, the
// licences of all that is bundled, and manifest.json: the fingerprint of the sources, the hashed file behind
// each plain name, and the scripts each script imports. The same sources give the same bytes.

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, extname, join, posix, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
// @ts-expect-error: it brings no types
import subsetFont from "subset-font";

/** @typedef {import("esbuild").Metafile["outputs"]} Outputs */

const WORKBENCH = [
  { in: "src/main.ts", out: "main" },
  { in: "style/main.css", out: "main" },
];
// In one piece each: sharing their parts would split the workbench's script further.
const WHOLE = [
  // A module worker; the page passes its address, files["worker.js"], to the script.
  { in: "src/layout/worker.ts", out: "worker" },
  { in: "src/gallery.ts", out: "gallery" },
  { in: "style/gallery.css", out: "gallery" },
];
// A script for each lab, fetched by name; they share with each other and not with the workbench, whose first load
// would be split further.
const LABS = [
  { in: "src/labs.ts", out: "labs" },
  { in: "style/labs.css", out: "labs" },
];

// Taken as they are, under a hashed name.
const COPIES = {
  "icon.svg": "images/icon.svg",
  "docs/swagger-ui.css": "node_modules/swagger-ui-dist/swagger-ui.css",
  "docs/swagger-ui-bundle.js": "node_modules/swagger-ui-dist/swagger-ui-bundle.js",
};

// Fonts cut to the characters of a list; a style sheet asks for them by `url("cut:NAME")`.
const SOURCE_SANS = "node_modules/@expo-google-fonts/source-sans-3";
/** @type {Record<string, { font: string, characters: string }>} */
const CUTS = {
  "noto-sans-math.woff2": {
    font: "node_modules/@fontsource/noto-sans-math/files/noto-sans-math-latin-400-normal.woff2",
    characters: "fonts/math.txt",
  },
  "raised-400.woff2": {
    font: `${SOURCE_SANS}/400Regular/SourceSans3_400Regular.ttf`,
    characters: "fonts/raised.txt",
  },
  "raised-600.woff2": {
    font: `${SOURCE_SANS}/600SemiBold/SourceSans3_600SemiBold.ttf`,
    characters: "fonts/raised.txt",
  },
};

const TEXTS = new Set([".css", ".js", ".svg", ".txt"]);
// The first of each that has math, nesting and module workers without a flag.
const BROWSERS = ["es2022", "chrome120", "firefox121", "safari17.2"];

/**
 * The characters that a list of `U+0041-005A comment` lines names.
 * @param {string} file
 */
function charactersOf(file) {
  const ranges = readFileSync(file, "utf8").matchAll(/^U\+([0-9A-F]+)(?:-([0-9A-F]+))?/gm);
  let characters = "";
  for (const [, first = "", last = first] of ranges) {
    const end = Number.parseInt(last, 16);
    for (let code = Number.parseInt(first, 16); code <= end; code++) characters += String.fromCodePoint(code);
  }
  return characters;
}

/** @type {import("esbuild").Plugin} */
const cutFonts = {
  name: "cut-fonts",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^cut:/ }, ({ path }) => ({ path: path.slice("cut:".length), namespace: "cut" }));
    onLoad({ filter: /.*/, namespace: "cut" }, async ({ path }) => {
      const cut = CUTS[path];
      if (!cut) return { errors: [{ text: `no font is cut to ${path}: see CUTS in build.mjs` }] };
      const whole = await readFile(cut.font);
      const contents = await subsetFont(whole, charactersOf(cut.characters), { targetFormat: "woff2" });
      return { contents, loader: "file" };
    });
  },
};

// Sections of the workbench's words that the first picture does without: `text/more.ts` fetches them.
const MORE = new Set(
  "alternative copy embed empty examples export gallery inputs inspector legend live net nudge number place problem program readout settings share warning".split(
    " ",
  ),
);

/** @typedef {(section: string) => boolean} Wanted */

/**
 * The parts that the words of a page come in, by the suffix of the file that holds them: where a bundle is split,
 * the first picture's and the rest. Sentences that the service alone says, those that no source names, are in none.
 * @type {Record<string, Record<string, Wanted>>}
 */
const PARTS = {
  workbench: {
    first: (section) => !MORE.has(section) && section !== "labs",
    more: (section) => MORE.has(section),
  },
  whole: { "": (section) => section !== "labs" },
  labs: { labs: () => true },
};

/**
 * @param {Record<string, Wanted>} parts
 * @returns {import("esbuild").Plugin}
 */
const pageWords = (parts) => ({
  name: "page-words",
  setup({ onResolve, onLoad }) {
    const [first = ""] = Object.keys(parts);
    onResolve({ filter: /locales[\\/][\w-]+\.json$/ }, ({ path, resolveDir, importer }) => {
      const part = importer.endsWith("more.ts") && "more" in parts ? "more" : first;
      return { path: join(resolveDir, path), suffix: part === "" ? "" : `?${part}` };
    });
    const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) =>
      file.endsWith(".ts"),
    );
    const text = files.map((file) => readFileSync(join("src", file), "utf8")).join("\n");
    onLoad({ filter: /locales[\\/][\w-]+\.json$/ }, ({ path, suffix }) => {
      const { steps, ...words } = JSON.parse(readFileSync(path, "utf8"));
      const said = Object.entries(steps).filter(([key]) => text.includes(`"steps.${key}"`));
      const all = Object.entries({ ...words, steps: Object.fromEntries(said) });
      const wanted = all.filter(([section]) => parts[suffix.replace("?", "")]?.(section));
      return { contents: JSON.stringify(Object.fromEntries(wanted)), loader: "json" };
    });
  },
});

/**
 * What a script fetches later shares all that it has loaded by then: without that, every set of later parts that
 * use the same files would split a small script off the first load.
 * @param {string} first
 * @returns {import("esbuild").Plugin}
 */
const lateParts = (first) => ({
  name: "late-parts",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) =>
      kind === "dynamic-import"
        ? { path: relative(".", join(resolveDir, path)).replaceAll(sep, posix.sep), namespace: "late" }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: "late" }, ({ path }) => ({
      contents: `import "./${first}"; export * from "./${path}";`,
      resolveDir: ".",
    }));
  },
});

/**
 * Bundle the entries of a page into `out`: what went in, and what came out, named relative to `out`.
 * @param {string} out
 * @param {typeof WORKBENCH} entryPoints
 * @param {boolean} splitting
 * @param {Record<string, Wanted>} [words]
 * @param {import("esbuild").Plugin[]} [plugins]
 */
async function bundle(out, entryPoints, splitting, words = {}, plugins = []) {
  const { metafile } = await build({
    entryPoints,
    outdir: out,
    bundle: true,
    splitting,
    format: "esm",
    minify: true,
    target: BROWSERS,
    legalComments: "none",
    loader: { ".woff2": "file", ".svg": "file", ".png": "file" },
    entryNames: "[name]-[hash]",
    chunkNames: "chunks/[name]-[hash]",
    assetNames: "assets/[name]-[hash]",
    metafile: true,
    plugins: [cutFonts, pageWords(words), ...plugins],
    // It has printed why.
  }).catch(() => process.exit(1));

  /** @param {string} path */
  const local = (path) => relative(out, path).split(sep).join(posix.sep);
  /** @type {Outputs} */
  const outputs = {};
  for (const [path, output] of Object.entries(metafile.outputs)) {
    const imports = output.imports.map((used) => ({ ...used, path: local(used.path) }));
    outputs[local(path)] = { ...output, imports };
  }
  const inputs = Object.keys(metafile.inputs).map(
    (file) => CUTS[file.replace(/^cut:/, "")]?.font ?? file.replace(/^late:|\?\w+$/g, ""),
  );
  return { inputs, outputs };
}

/**
 * The plain name of an output: its entry's, `words/LANGUAGE.js` and `words/LANGUAGE-PART.js`, or for a font or picture
 * that of its file.
 * @param {Outputs[string]} output
 * @param {string} path
 */
function plainName({ entryPoint, inputs }, path) {
  const entry = [...WORKBENCH, ...WHOLE, ...LABS].find((candidate) => candidate.in === entryPoint);
  if (entry) return entry.out + extname(path);
  const [, language, part] = /locales\/([\w-]+)\.json\?(\w+)$/.exec(entryPoint ?? "") ?? [];
  if (language) return `words/${language}${part === "first" ? "" : `-${part}`}.js`;
  const [source = path] = Object.keys(inputs);
  return path.startsWith("assets/") ? basename(source.replace(/^cut:/, "")) : undefined;
}

/**
 * All scripts that the script at `path` imports, directly or through another.
 * @param {Outputs} outputs
 * @param {string} path
 * @param {Set<string>} found
 */
function importsOf(outputs, path, found = new Set()) {
  for (const { path: next, kind } of outputs[path]?.imports ?? []) {
    if (kind === "import-statement" && !found.has(next)) importsOf(outputs, next, found.add(next));
  }
  return [...found];
}

/**
 * Copy `from` to `out` under the plain name `to` with a hash in it; the hashed name.
 * @param {string} out
 * @param {string} from
 * @param {string} to
 */
function copyHashed(out, from, to) {
  const content = readFileSync(from);
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8).toUpperCase();
  const suffix = extname(to);
  const name = `${to.slice(0, -suffix.length)}-${hash}${suffix}`;
  mkdirSync(dirname(join(out, name)), { recursive: true });
  writeFileSync(join(out, name), content);
  return name;
}

/**
 * The licences of the packages that these files come from, one after the other.
 * @param {string[]} files
 */
function licencesOf(files) {
  const folders = files.flatMap((file) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []);
  const texts = [...new Set(folders)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const terms = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
    const text = terms.map((file) => readFileSync(join(folder, file), "utf8").trim());
    return `${[`${name} ${version} (${license})`, ...text].join("\n\n")}\n`;
  });
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}

/**
 * Write a gzip twin beside every text file in `out` that is worth it.
 * @param {string} out
 */
function compress(out) {
  for (const name of readdirSync(out, { recursive: true, encoding: "utf8" })) {
    if (!TEXTS.has(extname(name))) continue;
    const content = readFileSync(join(out, name));
    const twin = gzipSync(content, { level: 9 });
    if (twin.length >= content.length) continue;
    // Byte 9 names the system that compressed: "unknown", so that every system gives the same file.
    twin[9] = 255;
    writeFileSync(join(out, `${name}.gz`), twin);
  }
}

const [out = "dist", sources = ""] = process.argv.slice(2);
const bundles = [
  await bundle(out, WORKBENCH, true, PARTS.workbench, [lateParts("src/main.ts")]),
  await bundle(out, WHOLE, false, PARTS.whole),
  await bundle(out, LABS, true, PARTS.labs),
];
const inputs = [...new Set(bundles.flatMap((made) => made.inputs))];
/** @type {Outputs} */
const outputs = Object.assign({}, ...bundles.map((made) => made.outputs));

/** @type {Record<string, string>} */
const files = {};
/** @type {Record<string, string[]>} */
const imports = {};
for (const [path, output] of Object.entries(outputs)) {
  const name = plainName(output, path);
  if (name === undefined) continue;
  files[name] = path;
  if (name.endsWith(".js")) imports[name] = importsOf(outputs, path);
}
for (const [to, from] of Object.entries(COPIES)) files[to] = copyHashed(out, from, to);

writeFileSync(join(out, "licences.txt"), licencesOf([...inputs, ...Object.values(COPIES)]));
compress(out);
writeFileSync(join(out, "manifest.json"), `${JSON.stringify({ sources, files, imports }, null, 2)}\n`);

// What was bundled of our own, for the caller to compare with what it took the fingerprint of. What a package
// leaves out in browsers is called (disabled).
console.log(JSON.stringify(inputs.filter((file) => !/^(\(disabled\):)?node_modules\//.test(file))));
