// Prints 'N passed, N failed, N skipped' for the JSON report of Vitest or of Playwright.
import { readFileSync } from 'node:fs'

function counts(report) {
  if (report.stats) {
    const { expected, unexpected, flaky, skipped } = report.stats
    return [expected, unexpected + flaky + (report.errors?.length ?? 0), skipped]
  }
  return [
    report.numPassedTests,
    report.numFailedTests + failedSuites(report),
    report.numPendingTests + (report.numTodoTests ?? 0),
  ]
}

// A file that does not even load has no failed test, but it has failed.
function failedSuites(report) {
  const broken = (file) => file.status === 'failed' && file.assertionResults.length === 0
  return (report.testResults ?? []).filter(broken).length
}

// Of Playwright's tests those that take longest, so that somebody who waits knows for what.
const SHOWN = 10
function slowest(suite) {
  const own = (suite.specs ?? []).map((spec) => ({
    title: spec.title,
    ms: spec.tests.flatMap((test) => test.results).reduce((sum, { duration }) => sum + duration, 0),
  }))
  return [...own, ...(suite.suites ?? []).flatMap(slowest)]
    .sort((a, b) => b.ms - a.ms)
    .slice(0, SHOWN)
}

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'))
for (const { title, ms } of slowest(report)) {
  console.log(`${(ms / 1000).toFixed(1).padStart(6)} s  ${title}`)
}
const [passed, failed, skipped] = counts(report)
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
