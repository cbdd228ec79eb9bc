import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Metadata } from 'next'
import { Sample } from '../../../learn/sample'
import { TopicPage } from '../../../learn/topic-page'
import { WasiDemo } from '../../../learn/wasi-demo'

export const metadata: Metadata = {
  title: 'WASI',
  description: 'The engine as a command that sees one folder, run in this page and on the server.',
}

const run = readFileSync(join(process.cwd(), '../../tests/golden/runs/one-bell.json'), 'utf8')

export default function Page() {
  return (
    <TopicPage slug="wasi">
      <p>
        The same C code is a command too: <code>quoin hash</code>, <code>gzip</code>,{' '}
        <code>resize</code> and <code>verify</code>. Built for WASI it runs wherever a host gives it
        arguments, an output and a folder: on a command line, in Node, in this page.
      </p>
      <p>
        It has what the host opens for it and nothing else: no network, no clock, no other folder.
        The server judges every run of Belfry that is sent to it by this command, on a thread of its
        own and in a folder that holds the run and nothing else. In this page the folder is one of
        memory.
      </p>
      <Sample name="wasi" />
      <WasiDemo run={run} />
    </TopicPage>
  )
}
