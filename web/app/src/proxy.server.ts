// Every page goes out with its policy. Those that the build wrote have the hashes of their inline
// scripts (tools/write-policies.mjs); what is made for a request has a nonce, which Next finds in the
// policy of the request.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type NextRequest, NextResponse } from 'next/server'
import { DEVELOPMENT_POLICY, type Directives, pagePolicy } from './server/policy.mjs'

const NAME = 'content-security-policy'
const isDevelopment = process.env.NODE_ENV === 'development'

type Hashes = Readonly<Record<string, Directives>>

function readHashes(): Hashes {
  return JSON.parse(readFileSync(join(process.cwd(), '.next/page-hashes.json'), 'utf8')) as Hashes
}

let known: Hashes | undefined

/** Of a page that is made for this request, or of the one that says that there is none. */
function answerWithNonce(request: NextRequest, missing: Directives): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const scripts = [`'nonce-${nonce}'`, ...(missing['script-src'] ?? [])]
  const policy = pagePolicy({ ...missing, 'script-src': scripts })
  const headers = new Headers(request.headers)
  headers.set(NAME, policy)
  return NextResponse.next({ request: { headers }, headers: { [NAME]: policy } })
}

export function proxy(request: NextRequest): NextResponse {
  if (isDevelopment) return NextResponse.next({ headers: { [NAME]: DEVELOPMENT_POLICY } })
  known ??= readHashes()
  const own = known[request.nextUrl.pathname]
  if (!own) return answerWithNonce(request, known['/_not-found'] ?? {})
  return NextResponse.next({ headers: { [NAME]: pagePolicy(own) } })
}

// Files have a dot in their names, pages none.
export const config = { matcher: '/((?!api/|_next/|.*\\.).*)' }
