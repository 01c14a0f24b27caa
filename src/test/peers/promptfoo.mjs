// Evaluates a promptfoo configuration with the promptfoo in node_modules and writes which tests passed.
// Its command line wants a database; its library does not.
import fs from 'node:fs';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';

const [folder, config, out] = process.argv.slice(2);
const entry = createRequire(pathToFileURL(folder + '/')).resolve('promptfoo');
const {default: promptfoo} = await import(pathToFileURL(entry));
const suite = {...JSON.parse(fs.readFileSync(config)), writeLatestResults: false};
const at = performance.now();
const done = await promptfoo.evaluate(suite, {cache: false, maxConcurrency: 4, showProgressBar: false});
const ms = performance.now() - at;
const results = done.results ?? (await done.toEvaluateSummary()).results;
const all = results.map(r => ({
  test: r.testIdx,
  pass: r.success,
  answer: r.response?.output ?? null,
  reason: r.gradingResult?.reason ?? r.error ?? '',
}));
fs.writeFileSync(out, JSON.stringify({ms, results: all}));
process.exit(0);
