// What Microsoft's own package finds in the public files of examples, for the reference figures of
// `errand eval language recognizers`. Run by hand: see bench/peers/README.md.
//
//   node recognizers.mjs PACKAGE_FOLDER EXAMPLES_FOLDER > answers.json
//
// Writes {"file": {"input\nreference time": [{text, start, end, type, resolution}, …]}}. The scoring is
// errand's own (eval/language/scorer.cpp), so that both are counted alike.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const [packageFolder, examplesFolder] = process.argv.slice(2);
if (!examplesFolder) {
  console.error('usage: node recognizers.mjs PACKAGE_FOLDER EXAMPLES_FOLDER');
  process.exit(2);
}
const require = createRequire(path.join(path.resolve(packageFolder), 'package.json'));
const suite = require('@microsoft/recognizers-text-suite');

const cultures = { English: 'en-us', Chinese: 'zh-cn' };
const { DateTimeOptions } = suite;
// The modes that the package has an option for. It reads the others as it reads by default.
const dateTimeOptions = {
  CalendarMode: DateTimeOptions.Calendar,
  ComplexCalendar: DateTimeOptions.Calendar,
  SplitDateAndTime: DateTimeOptions.SplitDateAndTime,
};
// Models that the package lacks find nothing: number ranges, quoted text.
const models = {
  Number: suite.recognizeNumber,
  Ordinal: suite.recognizeOrdinal,
  Percent: suite.recognizePercentage,
  Age: suite.recognizeAge,
  Currency: suite.recognizeCurrency,
  Dimension: suite.recognizeDimension,
  Temperature: suite.recognizeTemperature,
  PhoneNumber: suite.recognizePhoneNumber,
  IpAddress: suite.recognizeIpAddress,
  Mention: suite.recognizeMention,
  Hashtag: suite.recognizeHashtag,
  Email: suite.recognizeEmail,
  URL: suite.recognizeURL,
  GUID: suite.recognizeGUID,
  Boolean: suite.recognizeBoolean,
};

function recognize(model, mode, culture, example) {
  const reference = example.Context?.ReferenceDateTime;
  if (model === 'DateTime') {
    const option = dateTimeOptions[mode] ?? DateTimeOptions.None;
    return suite.recognizeDateTime(example.Input, culture, option, reference && new Date(reference));
  }
  const read = models[model];
  return read ? read(example.Input, culture, 0, false) : [];
}

function answer(model, mode, culture, example) {
  let found = [];
  try {
    found = recognize(model, mode, culture, example);
  } catch (error) {
    console.error(`${culture} ${model}: ${error.message} | ${example.Input}`);
  }
  return found.map(({ text, start, end, typeName, resolution }) => ({
    text,
    start,
    end,
    type: typeName,
    // Maps and class instances to plain members.
    resolution: JSON.parse(JSON.stringify(resolution ?? {}, (_, value) =>
      value instanceof Map ? Object.fromEntries(value) : value)),
  }));
}

const answers = {};
for (const kind of fs.readdirSync(examplesFolder)) {
  const folder = path.join(examplesFolder, kind);
  if (!fs.statSync(folder).isDirectory()) continue;
  for (const [language, culture] of Object.entries(cultures)) {
    const inside = path.join(folder, language);
    if (!fs.existsSync(inside)) continue;
    for (const file of fs.readdirSync(inside)) {
      const named = /^(\w+)Model(\w*)\.json$/.exec(file);
      if (!named) continue;
      const text = fs.readFileSync(path.join(inside, file), 'utf8').replace(/^\uFEFF/, '');
      const all = {};
      for (const example of JSON.parse(text)) {
        const reference = example.Context?.ReferenceDateTime ?? '';
        all[`${example.Input}\n${reference}`] = answer(named[1], named[2], culture, example);
      }
      answers[`${kind}/${language}/${file.replace(/\.json$/, '')}`] = all;
    }
  }
}
process.stdout.write(JSON.stringify(answers));
