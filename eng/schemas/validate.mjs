// Holds reports against their published schemas: node validate.mjs sarif=FILE ctrf=FILE …
// Exit code 0 when all are valid, 1 with every error when one is not, 2 for a word it does not know.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Ajv from 'ajv';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';

const here = createRequire(import.meta.url);
const folderOf = name => {
  const main = here.resolve(name);
  return main.slice(0, main.lastIndexOf(join('node_modules', name)) + join('node_modules', name).length);
};

const schemas = {
  sarif: () => [AjvDraft04, join(folderOf('@microsoft/jest-sarif'), 'lib/schemas/sarif-2.1.0-rtm.5.json')],
  ctrf: () => [Ajv, join(folderOf('ctrf'), 'dist/ctrf-schema-0.0.json')],
};

let bad = 0;
for (const argument of process.argv.slice(2)) {
  const [kind, file] = argument.split(/=(.*)/s);
  if (!schemas[kind] || !file) {
    console.error(`${argument}: give ${Object.keys(schemas).join('=FILE or ')}=FILE`);
    process.exit(2);
  }

  const [Validator, path] = schemas[kind]();
  const ajv = new (Validator.default ?? Validator)({ allErrors: true, strict: false, unicodeRegExp: false });
  (addFormats.default ?? addFormats)(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(path, 'utf8')));
  if (validate(JSON.parse(readFileSync(file, 'utf8')))) {
    console.log(`${file}: valid ${kind}`);
  } else {
    bad++;
    for (const error of validate.errors) console.error(`${file}${error.instancePath}: ${error.message}`);
  }
}

process.exit(bad ? 1 : 0);
