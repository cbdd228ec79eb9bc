// Firefox and WebKitGTK behind one small interface. Both need a screen, or what stands for one (Xvfb):
// Firefox has no WebGL 2 without.
import { execFileSync, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import puppeteer from 'puppeteer-core'
import { Builder } from 'selenium-webdriver'

const find = (name) =>
  execFileSync('sh', ['-c', `command -v ${name}`])
    .toString()
    .trim()
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
// Everything is drawn in software here, by WebKit a few times a second.
const PATIENCE_MS = 150_000
const PULL_STEP_MS = 30
/** The game has seen the last place of the pointer by then, however slowly it is drawn. */
const HOLD_MS = 2000

/** What a check needs of a browser; `call` runs a function in the page and gives what it returns. */
class Page {
  /** Looks until `read` is true in the page, and throws with what it read last. */
  async until(what, read, ...values) {
    const end = Date.now() + PATIENCE_MS
    for (;;) {
      const found = await this.call(read, ...values)
      if (found === true) return
      if (Date.now() > end) throw new Error(`${what}: still ${JSON.stringify(found)}`)
      await sleep(100)
    }
  }

  click(selector) {
    return this.call((wanted) => document.querySelector(wanted).click(), selector)
  }
}

// ---- Firefox, by WebDriver BiDi ---------------------------------------------------------------

class FirefoxPage extends Page {
  static async open() {
    const made = new FirefoxPage()
    made.browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: find('firefox-esr'),
      headless: false,
      defaultViewport: { width: 900, height: 640 },
    })
    made.page = await made.browser.newPage()
    made.errors = []
    made.page.on('pageerror', (error) => made.errors.push(String(error)))
    return made
  }

  goto(address) {
    return this.page.goto(address)
  }

  call(read, ...values) {
    return this.page.evaluate(read, ...values)
  }

  async drag([first, ...others]) {
    const { mouse } = this.page
    await mouse.move(first.x, first.y)
    await mouse.down()
    for (const { x, y } of others) {
      await mouse.move(x, y)
      await sleep(PULL_STEP_MS)
    }
    await sleep(HOLD_MS)
    await mouse.up()
  }

  async type(selector, text) {
    await this.page.focus(selector)
    await this.page.keyboard.type(text)
  }

  close() {
    return this.browser.close()
  }
}

// ---- WebKitGTK, by WebDriver ------------------------------------------------------------------

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, 'localhost', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

// MiniBrowser lies where no PATH leads, in the folder of the library.
function miniBrowser() {
  const files = execFileSync('dpkg-query', ['-L', 'webkit2gtk-driver', 'libwebkit2gtk-4.1-0'])
  const found = files
    .toString()
    .split('\n')
    .find((file) => file.endsWith('/MiniBrowser'))
  if (!found) throw new Error('there is no MiniBrowser')
  return found
}

class WebKitPage extends Page {
  static async open() {
    const made = new WebKitPage()
    const port = await freePort()
    made.process = spawn(find('WebKitWebDriver'), [`--port=${port}`], { stdio: 'ignore' })
    await sleep(500)
    made.driver = await new Builder()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities({
        browserName: 'MiniBrowser',
        'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] },
      })
      .build()
    await made.driver.manage().window().setRect({ x: 0, y: 0, width: 640, height: 560 })
    made.errors = []
    return made
  }

  goto(address) {
    return this.driver.get(address)
  }

  call(read, ...values) {
    return this.driver.executeScript(`return (${read})(...arguments)`, ...values)
  }

  drag([first, ...others]) {
    const at = ({ x, y }, duration) => ({ x: Math.round(x), y: Math.round(y), duration })
    const pull = this.driver.actions({ async: true }).move(at(first, 0)).press()
    for (const point of others) pull.move(at(point, PULL_STEP_MS))
    return pull.pause(HOLD_MS).release().perform()
  }

  async type(selector, text) {
    const [field] = await this.driver.findElements({ css: selector })
    await field.sendKeys(text)
  }

  async close() {
    await this.driver.quit()
    this.process.kill()
  }
}

export const BROWSERS = { firefox: FirefoxPage, webkit: WebKitPage }
