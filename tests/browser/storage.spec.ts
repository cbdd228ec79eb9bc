// Saves: two generations in IndexedDB, in localStorage where that is missing or refuses, and words
// where nothing can be kept.
import type { Page } from '@playwright/test'
import { BelfryPage, expect, test } from './belfry'

/** Larger than the time, which is what a generation is numbered by. */
const NEWER = 2 ** 50

type Slots = Record<string, number[]>

/** Writes generations into the store of the game, as a fault would leave them. */
async function writeSaves(page: Page, slots: Slots): Promise<void> {
  await page.evaluate(
    async ([values, newer]) => {
      const request = indexedDB.open('belfry', 1)
      const database = await new Promise<IDBDatabase>((resolve) => {
        request.onsuccess = () => resolve(request.result)
      })
      const transaction = database.transaction('saves', 'readwrite')
      const store = transaction.objectStore('saves')
      Object.entries(values).forEach(([key, bytes], index) => {
        store.put({ sequence: newer + index, bytes: new Uint8Array(bytes) }, key)
      })
      await new Promise((resolve) => {
        transaction.oncomplete = resolve
      })
      database.close()
    },
    [slots, NEWER] as const,
  )
}

async function readKeys(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const request = indexedDB.open('belfry', 1)
    const database = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result)
    })
    const keys = database.transaction('saves').objectStore('saves').getAllKeys()
    await new Promise((resolve) => {
      keys.onsuccess = resolve
    })
    database.close()
    return keys.result.map(String)
  })
}

test('a save that cannot be read is kept aside, and the game starts fresh', async ({ page }) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  await writeSaves(page, { 'save.0': [1, 2, 3], 'save.1': [4, 5] })
  await page.reload()
  await belfry.running()
  await expect(page.getByTestId('notice-save-bad')).toContainText('kept aside')
  await expect(belfry.host).toHaveAttribute('data-best', '0')
  expect(await readKeys(page)).toEqual(['save.bad'])
  await belfry.shootWithMouse()
  await expect(belfry.host).toHaveAttribute('data-best', '1')
  await belfry.saved()
  await page.reload()
  await belfry.running()
  await expect(belfry.host).toHaveAttribute('data-best', '1')
  await expect(page.getByTestId('notice-save-bad')).toHaveCount(0)
})

test('where the newest save cannot be read the one before it is used', async ({ page }) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  await belfry.shootWithMouse()
  await belfry.saved()
  const keys = await readKeys(page)
  expect(keys.length).toBeGreaterThan(0)
  const other = keys.includes('save.1') && keys.length === 1 ? 'save.0' : 'save.1'
  await writeSaves(page, { [other]: [9, 9, 9] })
  await page.reload()
  await belfry.running()
  await expect(page.getByTestId('notice-save-older')).toBeVisible()
  await expect(belfry.host).toHaveAttribute('data-best', '1')
})

// ---- Without IndexedDB ------------------------------------------------------------------------

const REFUSALS: Readonly<Record<string, () => void>> = {
  missing: () => Object.defineProperty(window, 'indexedDB', { value: undefined }),
  'switched off': () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('storage is off', 'SecurityError')
    }
  },
  'failing at once': () => {
    IDBDatabase.prototype.transaction = () => {
      throw new DOMException('there is no disk', 'UnknownError')
    }
  },
}

/** What localStorage holds, by keys. */
const texts = (page: Page) => page.evaluate(() => ({ ...localStorage }) as Record<string, string>)

for (const [name, refuse] of Object.entries(REFUSALS)) {
  test(`with IndexedDB ${name}, saves and settings survive in localStorage`, async ({ page }) => {
    await page.addInitScript(refuse)
    const belfry = new BelfryPage(page)
    await belfry.open()
    await page.getByTestId('speaker').click()
    await expect(belfry.host).toHaveAttribute('data-settings-saves', '1')
    await belfry.shootWithMouse()
    await belfry.saved()
    expect(Object.keys(await texts(page)).sort()).toContain('belfry.save.0')
    await page.reload()
    await belfry.running()
    await expect(belfry.host).toHaveAttribute('data-best', '1')
    await expect(page.getByTestId('speaker')).toHaveAttribute('aria-pressed', 'false')
    await expect(page.getByTestId('notice-no-storage')).toHaveCount(0)
  })
}

test('localStorage has two generations too, and a damaged one is passed over', async ({ page }) => {
  await page.addInitScript(REFUSALS.missing ?? '')
  const belfry = new BelfryPage(page)
  await belfry.open()
  await belfry.shootWithMouse()
  await belfry.saved()
  const damage = (key: string, text: string) =>
    page.evaluate(([at, value]) => localStorage.setItem(`belfry.${at}`, value), [
      key,
      text,
    ] as const)
  const other = 'belfry.save.1' in (await texts(page)) ? 'save.0' : 'save.1'
  await damage(other, `${NEWER} ${btoa('no save')}`)
  await page.reload()
  await belfry.running()
  await expect(page.getByTestId('notice-save-older')).toBeVisible()
  await expect(belfry.host).toHaveAttribute('data-best', '1')

  for (const key of ['save.0', 'save.1']) await damage(key, `${NEWER} ${btoa('no save')}`)
  await page.reload()
  await belfry.running()
  await expect(page.getByTestId('notice-save-bad')).toBeVisible()
  expect(Object.keys(await texts(page)).filter((key) => /save/.test(key))).toEqual([
    'belfry.save.bad',
  ])
  await damage('save.0', 'neither a number nor base64')
  await page.reload()
  await belfry.running()
  await expect(belfry.host).toHaveAttribute('data-best', '0')
})

test('what was kept in localStorage is found again once IndexedDB is there', async ({ page }) => {
  const belfry = new BelfryPage(page)
  await belfry.open() // leaves an older save in IndexedDB, if any
  await page.addInitScript(() => {
    if (sessionStorage.getItem('refuses')) {
      Object.defineProperty(window, 'indexedDB', { value: undefined })
    }
  })
  await page.evaluate(() => sessionStorage.setItem('refuses', 'yes'))
  await page.reload()
  await belfry.running()
  await belfry.shootWithMouse()
  await belfry.saved()
  await page.evaluate(() => sessionStorage.clear())
  await page.reload()
  await belfry.running()
  await expect(belfry.host).toHaveAttribute('data-best', '1')
})

test('a full disk is told, in either store', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('no room', 'QuotaExceededError')
    }
    IDBObjectStore.prototype.put = refuse
    Storage.prototype.setItem = refuse
    if (location.search === '?text') Object.defineProperty(window, 'indexedDB', { value: null })
  })
  const belfry = new BelfryPage(page)
  for (const address of ['/', '/?text']) {
    await page.goto(address)
    await belfry.running()
    await page.getByTestId('speaker').click() // a setting is stored at once
    await expect(page.getByTestId('notice-storage-full')).toBeVisible()
  }
})

test('without any storage the game runs and says that it cannot remember', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('storage is off', 'SecurityError')
    }
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('storage is off', 'SecurityError')
      },
    })
  })
  await new BelfryPage(page).open()
  await expect(page.getByTestId('notice-no-storage')).toBeVisible()
})
