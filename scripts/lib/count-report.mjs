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

const [passed, failed, skipped] = counts(JSON.parse(readFileSync(process.argv[2], 'utf8')))
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
