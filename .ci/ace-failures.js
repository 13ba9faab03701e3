// Prints the failed assertions of a report by Ace; fails when there are any.
const [file, path] = process.argv.slice(2);
const report = JSON.parse(require('fs').readFileSync(path, 'utf8'));
let failures = 0;
for (const document of report.assertions) {
  for (const { 'earl:test': test, 'earl:result': result } of document.assertions) {
    if (result['earl:outcome'] === 'pass') continue;
    failures++;
    console.log(`${file}/${document['earl:testSubject'].url}: ${test['dct:title']} (${test['earl:impact']}): ${result['dct:description']}`);
    if (result.html) console.log(`    ${result.html.slice(0, 200)}`);
  }
}
if (failures === 0 && report['earl:result']['earl:outcome'] !== 'pass') {
  console.log(`${file}: ${JSON.stringify(report['earl:result'])}`);
  failures++;
}
process.exitCode = failures ? 1 : 0;
