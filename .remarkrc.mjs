// Underlines in an entry, while it is typed, what entry.schema.json does not allow: for editors with
// remark's language server. Set up once, by `npm ci --prefix .vscode` and `make html`; until then it
// does nothing. https://github.com/remarkjs/vscode-remark
import { existsSync, readFileSync } from "node:fs";

const modules = new URL(".vscode/node_modules/", import.meta.url);
const schema = new URL("_build/html/entry.schema.json", import.meta.url);
const ENTRY = /(^|[\\/])entries[\\/][^\\/]+\.md$/;
const FRONT_MATTER = /^---\r?\n([^]*?\r?\n)---\r?\n/;

async function entrySchema() {
  const { Ajv2020 } = await import(new URL("ajv/dist/2020.js", modules));
  const { isPair, LineCounter, parseDocument } = await import(new URL("yaml/dist/index.js", modules));
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false, verbose: true });
  const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));

  /** Where in the document an error of the schema is: at an unknown key, at a value, or anywhere. */
  function place(document, { instancePath, params }) {
    const path = instancePath.split("/").slice(1);
    const value = path.length ? document.getIn(path, true) : document.contents;
    if (!("additionalProperty" in params)) return path.length ? value?.range : undefined;
    const isIt = (item) => isPair(item) && item.key.value === params.additionalProperty;
    return value.items.find(isIt)?.key.range;
  }

  return () => (_tree, file) => {
    const yaml = ENTRY.test(file.path) && FRONT_MATTER.exec(String(file))?.[1];
    if (!yaml) return;
    const lineCounter = new LineCounter();
    const document = parseDocument(yaml, { lineCounter, prettyErrors: false });
    const point = (offset) => {
      const { line, col } = lineCounter.linePos(offset);
      return { line: line + 1, column: col }; // below the first ---
    };
    const said = new Set();
    const say = (text, range) => {
      if (said.has(text + range)) return;
      said.add(text + range);
      file.message(text, range && { start: point(range[0]), end: point(range[1]) }, "entry:schema");
    };

    document.errors.forEach((error) => say(error.message, error.pos));
    if (document.errors.length || validate(document.toJS())) return;
    for (const error of validate.errors) {
      const { message, params, parentSchema, schemaPath } = error;
      const ours = parentSchema.errorMessage;
      if (schemaPath.startsWith("#/anyOf") && !ours) continue; // its parts say it better
      const unknown = params.additionalProperty;
      say(unknown ? `Unknown key ${unknown}.` : (ours ?? message), place(document, error));
    }
  };
}

const ready = existsSync(modules) && existsSync(schema);

export default { plugins: ready ? [await entrySchema()] : [] };
