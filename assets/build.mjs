// Builds assets/ into build/assets/: names carry a hash of the content, manifest.json maps plain names to them.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compile } from "sass";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const output = path.join(root, "build/assets");
const between = path.join(root, "build/styles");

// MOJ Frontend uses mixins that GOV.UK Frontend has deprecated, which is theirs to mend.
function warnOfOurs(message, { stack }) {
  if (!stack?.includes("node_modules/@ministryofjustice")) console.warn(message, stack ?? "");
}

function compileStyles() {
  const { css } = compile(path.join(root, "assets/scss/portal.scss"), {
    loadPaths: [root],
    quietDeps: true,
    fatalDeprecations: ["import"],
    logger: { warn: warnOfOurs },
  });
  mkdirSync(between, { recursive: true });
  writeFileSync(path.join(between, "portal.css"), css);
}

async function bundle() {
  return build({
    absWorkingDir: root,
    entryPoints: [
      { in: "assets/js/portal.mjs", out: "portal" },
      { in: "build/styles/portal.css", out: "portal" },
      { in: "assets/images/favicon.svg", out: "favicon" },
    ],
    outdir: output,
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome100", "firefox100", "safari15.4"],
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    loader: { ".svg": "copy", ".png": "copy" },
    legalComments: "linked",
    metafile: true,
    logLevel: "warning",
  });
}

function namesOf(metafile) {
  const names = {};
  for (const [file, { entryPoint }] of Object.entries(metafile.outputs)) {
    if (!entryPoint) continue;
    const plain = path.basename(entryPoint).replace(/\.mjs$/, ".js");
    names[plain] = path.basename(file);
  }
  return names;
}

rmSync(output, { recursive: true, force: true });
compileStyles();
const { metafile } = await bundle();
writeFileSync(path.join(output, "manifest.json"), `${JSON.stringify(namesOf(metafile), null, 2)}\n`);
