// The boards of the server on the page, by the keyboard and as a screen reader finds them.
import type { APIRequestContext } from '@playwright/test'
import { BelfryPage, expect, readRoot, SCREENSHOTS, test } from './belfry'

const run = readRoot('tests/golden/runs/greenhouse.json')

const send = (request: APIRequestContext, name: string) =>
  request.post(`/api/verify?name=${name}`, { data: run, headers: { 'content-type': 'text/plain' } })

test('a run that was sent is on the board of its level', async ({ page, request }) => {
  expect((await send(request, 'Grace')).status()).toBe(200)
  await page.goto('/leaderboard?level=2')
  await expect(page.getByRole('radio', { name: 'Greenhouse' })).toBeChecked()
  const table = page.getByRole('table', { name: 'Greenhouse, all time' })
  const row = table.getByRole('row', { name: /Grace/ })
  await expect(row.getByRole('cell')).toHaveText(['1', '27,026', '1', '2.90 s'])
  await expect(page.getByTestId('board-status')).toHaveText('One run.')
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 })
    await page.screenshot({ path: `${SCREENSHOTS}/leaderboard-${width}.png` })
  }

  await page.getByRole('radio', { name: 'All time' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('table', { name: 'Greenhouse, today by UTC' })).toBeVisible()
  await page.getByRole('radio', { name: 'Greenhouse' }).focus()
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('radio', { name: 'Twins' })).toBeChecked()
})

test('the levels have the names that they have in the game', async ({ page }) => {
  const names = ['one_bell', 'twins', 'greenhouse'].map(
    (file) => /\.name = "(.*)"/.exec(readRoot(`game/levels/${file}.c`))?.[1] ?? '',
  )
  await page.goto('/leaderboard')
  const labels = page.getByRole('group', { name: 'Level' }).locator('label')
  await expect(labels).toHaveText(names)
})

test('a server that does not answer is said so, and asked again', async ({ page, complaints }) => {
  await page.route('**/api/leaderboard?*', (route) =>
    route.fulfill({ status: 503, json: { message: 'the database cannot be reached' } }),
  )
  await page.goto('/leaderboard')
  const status = page.getByTestId('board-status')
  await expect(status).toHaveText('There is no board: the database cannot be reached.')
  await page.unroute('**/api/leaderboard?*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(status).not.toHaveText(/no board/)
  complaints.length = 0
})

test('a level that was won is sent, under a name that is remembered', async ({ page }) => {
  const belfry = new BelfryPage(page)
  await belfry.open()
  const form = page.getByRole('form', { name: 'Send your run' })
  await expect(form).toHaveCount(0)
  await belfry.shootWithMouse()
  await belfry.won()
  await form.getByLabel('Your name').fill('Mary')
  await page.keyboard.press('Enter')
  const said = page.getByTestId('sent')
  await expect(said).toHaveText(/^It holds.*: place \d+ of all time, \d+ today\. The leaderboard$/)
  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: width === 360 ? 740 : 900 })
    await form.scrollIntoViewIfNeeded()
    await page.screenshot({ path: `${SCREENSHOTS}/send-run-${width}.png` })
  }
  await said.getByRole('link', { name: 'The leaderboard' }).click()
  const table = page.getByRole('table', { name: 'One Bell, all time' })
  await expect(table.getByRole('row', { name: /Mary/ })).toHaveCount(1)

  await page.goto('/')
  await belfry.running()
  await belfry.shootWithMouse()
  await belfry.won()
  await expect(form.getByLabel('Your name')).toHaveValue('Mary')
})
