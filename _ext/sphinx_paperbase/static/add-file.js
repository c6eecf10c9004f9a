// Checks facts by the JSON Schema of entries, and writes an entry's file.
"use strict";

/* exported paperFile */
const paperFile = (() => {
  // The schema. It is read as it stands, with no code made of it (a strict policy forbids that);
  // these are all keywords that it uses: https://json-schema.org/draft/2020-12

  const TYPES = {
    string: (value) => typeof value === "string",
    number: (value) => typeof value === "number",
    integer: Number.isInteger,
    boolean: (value) => typeof value === "boolean",
    null: (value) => value === null,
    array: Array.isArray,
    object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  };
  const REMARKS = new Set(["$schema", "$id", "title", "description", "errorMessage", "format"]);
  const asJson = (value) => JSON.stringify(value);
  const number = (holds) => (limit, value) => typeof value !== "number" || holds(value, limit);

  /** Keywords that say yes or no. */
  const ASSERTIONS = {
    type: (types, value) => [types].flat().some((type) => TYPES[type](value)),
    enum: (known, value) => known.map(asJson).includes(asJson(value)),
    pattern: (pattern, value) => !TYPES.string(value) || new RegExp(pattern, "u").test(value),
    minimum: number((value, limit) => value >= limit),
    maximum: number((value, limit) => value <= limit),
    exclusiveMaximum: number((value, limit) => value < limit),
    minItems: (limit, value) => !TYPES.array(value) || value.length >= limit,
    not: (schema, value) => faults(schema, value).length > 0,
    propertyNames: (schema, value) =>
      !TYPES.object(value) || Object.keys(value).every((key) => !faults(schema, key).length),
  };

  const inside = (schema, value, key, path) => faults(schema, value[key], [...path, key]);

  /** Keywords that look into a value, or at it in several ways. */
  const APPLICATORS = {
    properties: (schemas, value, path) =>
      Object.keys(TYPES.object(value) ? schemas : {})
        .filter((key) => Object.hasOwn(value, key))
        .flatMap((key) => inside(schemas[key], value, key, path)),
    additionalProperties: (schema, value, path, { properties = {} }) =>
      Object.keys(TYPES.object(value) ? value : {})
        .filter((key) => !Object.hasOwn(properties, key))
        .flatMap((key) => inside(schema, value, key, path)),
    items: (schema, value, path) =>
      TYPES.array(value) ? value.flatMap((_, index) => inside(schema, value, index, path)) : [],
    required: (keys, value, path, { errorMessage }) =>
      keys
        .filter((key) => TYPES.object(value) && !Object.hasOwn(value, key))
        .map((key) => ({ path: [...path, key], message: errorMessage ?? "This is required." })),
    anyOf: (schemas, value, path) => {
      const found = schemas.map((schema) => faults(schema, value, path));
      return found.every((some) => some.length) ? found[0] : [];
    },
  };

  /**
   * Returns what a schema finds wrong with a value.
   *
   * @returns {{path: (string|number)[], message: string}[]} Places, and what to write instead.
   * @throws {Error} For a keyword that is not one of the above: nothing is passed over.
   */
  const faults = (schema, value, path = []) => {
    if (schema === false) return [{ path, message: "There is no such key." }];
    const found = [];
    for (const [keyword, argument] of Object.entries(schema)) {
      const looks = APPLICATORS[keyword];
      const holds = ASSERTIONS[keyword];
      if (looks) found.push(...looks(argument, value, path, schema));
      else if (holds && !holds(argument, value))
        found.push({ path, message: schema.errorMessage ?? "Not as it should be." });
      else if (!holds && !REMARKS.has(keyword)) throw new Error(`unknown keyword: ${keyword}`);
    }
    return found;
  };

  // The file: the keys in order, each value so that every YAML reader takes it for the same text.

  const QUOTED = new Set(["title", "former-titles", "arxiv", "review"]);
  const NUMERIC = new Set(["year", "volume", "pages"]);
  const WORDS = /^(y|n|yes|no|on|off|true|false|null)$/i;
  // What starts with a digit and has nothing but these may be a number, a time or a date.
  const NUMBERLIKE = /^\d[\d\s_.,:+eExXoObBa-fA-FtTzZ-]*$/;
  const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

  const escaped = (c) => {
    const code = c.codePointAt(0).toString(16).toUpperCase();
    return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
  };
  const quoted = (text) => asJson(text).replace(UNSEEN, escaped);

  const isPlain = (text, flow) =>
    /^[\p{L}\p{N}]/u.test(text) &&
    !/: | #|:$|\s$/.test(text) &&
    !(flow && /[,[\]{}:]/.test(text)) &&
    !text.match(UNSEEN) &&
    !WORDS.test(text) &&
    !NUMBERLIKE.test(text);

  const scalar = (value, key, flow = false) => {
    const text = String(value);
    if (NUMERIC.has(key) && /^[1-9][0-9]*(-[0-9]+)?$/.test(text)) return text;
    return !QUOTED.has(key) && isPlain(text, flow) ? text : quoted(text);
  };

  const lines = (key, value, width) => {
    if (Array.isArray(value)) {
      const short = `${key}: [${value.map((item) => scalar(item, key, true)).join(", ")}]`;
      if ([...short].length <= width) return [short];
      return [`${key}:`, ...value.map((item) => `  - ${scalar(item, key)}`)];
    }
    if (TYPES.object(value))
      return [`${key}:`, ...Object.keys(value).map((k) => `  ${k}: ${scalar(value[k], k)}`)];
    return [`${key}: ${scalar(value, key)}`];
  };

  /**
   * Returns the text of an entry's file.
   *
   * @param {Object} facts - By key; what is empty has been left out.
   * @param {string} body - Markdown.
   * @param {string[]} keys - All keys in the order of the file.
   * @param {number} width - How long a list may be to stand on one line.
   */
  const write = (facts, body, keys, width) => {
    const present = keys.filter((key) => key in facts);
    const matter = present.flatMap((key) => lines(key, facts[key], width));
    return ["---", ...matter, "---", body].join("\n") + (body ? "\n" : "");
  };

  return { faults, write };
})();
