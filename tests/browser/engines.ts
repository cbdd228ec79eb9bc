import type { Page } from '@playwright/test'

/** How many share each engine that the page has loaded; see share.ts of the package. */
export function engineUsers(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const isTable = (symbol: symbol) => symbol.description?.startsWith('quoin.engines') === true
    const table = Object.getOwnPropertySymbols(globalThis).find(isTable)
    if (!table) throw new Error('no engine was ever loaded here')
    const engines = (globalThis as unknown as Record<symbol, Map<string, { users: number }>>)[table]
    return [...(engines?.values() ?? [])].map(({ users }) => users)
  })
}
