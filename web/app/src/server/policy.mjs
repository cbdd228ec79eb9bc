// What a page may load and run, as a Content-Security-Policy: files of its own origin, WebAssembly, and
// of what stands in the page itself only the scripts and style attributes that the build put there,
// by their hashes.
import { createHash } from 'node:crypto'

const SELF = "'self'"
const NONE = "'none'"

/** @typedef {Record<string, readonly string[]>} Directives */

/** @type {Directives} */
const PAGE = {
  'default-src': [SELF],
  'script-src': [SELF, "'wasm-unsafe-eval'"],
  'img-src': [SELF, 'blob:'],
  'object-src': [NONE],
  'base-uri': [NONE],
  'form-action': [NONE],
}

/**
 * @param {Directives} directives
 * @param {Directives} more
 */
function write(directives, more = {}) {
  const names = new Set([...Object.keys(directives), ...Object.keys(more)])
  return [...names]
    .map((name) => [name, ...(directives[name] ?? []), ...(more[name] ?? [])].join(' '))
    .join('; ')
}

/** @param {string} text */
function hashOf(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/**
 * Those of an attribute, which in HTML may stand for other characters.
 * @param {string} value
 */
function decoded(value) {
  return value.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&')
}

/**
 * @param {string} html
 * @param {RegExp} pattern
 */
function found(html, pattern) {
  return [...new Set([...html.matchAll(pattern)].map(([, text]) => text ?? ''))]
}

/**
 * The hashes of what stands in a page of HTML itself.
 * @param {string} html
 * @returns {Directives}
 */
export function hashesOf(html) {
  const scripts = found(html, /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g).map(hashOf)
  const bare = html.replaceAll(/<script[\s\S]*?<\/script>/g, '')
  const styles = found(bare, /<[^>]+?\sstyle="([^"]*)"/g).map((value) => hashOf(decoded(value)))
  return {
    'script-src': scripts,
    ...(styles.length > 0 && { 'style-src-attr': ["'unsafe-hashes'", ...styles] }),
  }
}

/**
 * What can stand in a page of HTML; who may frame the page is for headers alone to say.
 * @param {Directives} own
 */
export function metaPolicy(own) {
  return write(PAGE, own)
}

/** @param {Directives} own */
export function pagePolicy(own) {
  return write({ ...PAGE, 'frame-ancestors': [NONE] }, own)
}

/**
 * A frame that is written into a page is held to the policy of that page besides its own: what a page with
 * such a frame has to let through for it. Workers that it makes of text are held to both too.
 * @param {string} html
 * @returns {Directives}
 */
export function frameHashesOf(html) {
  return { ...hashesOf(html), 'worker-src': [SELF, 'blob:'] }
}

/** The development server writes scripts into the page as it goes, and reloads over a socket. */
export const DEVELOPMENT_POLICY = pagePolicy({
  'script-src': ["'unsafe-inline'", "'unsafe-eval'"],
  'style-src': [SELF, "'unsafe-inline'"],
  'connect-src': [SELF, 'ws:'],
  'worker-src': [SELF, 'blob:'],
})

/** @type {Directives} */
const SCRIPT = {
  'default-src': [SELF],
  'script-src': [SELF, "'wasm-unsafe-eval'"],
  'object-src': [NONE],
}

/** Of a script, for when it runs as a worker, which has no page's policy. */
export const SCRIPT_POLICY = write(SCRIPT)

/** Of the workers that race: one of the engines there writes its bindings as text and evaluates them. */
export const RACE_POLICY = write(SCRIPT, { 'script-src': ["'unsafe-eval'"] })
