// Runs the scenes of the determinism test in a worker: a message for each line that it prints, then
// null; or what went wrong, as `failed`.
self.onunhandledrejection = (event) => {
  event.preventDefault()
  self.postMessage({ failed: String(event.reason?.message ?? event.reason) })
}

self.onmessage = ({ data }) => {
  self.Module = {
    arguments: ['--ticks', String(data.ticks)],
    print: (line) => self.postMessage(line),
    printErr: () => {},
    onExit: () => self.postMessage(null),
  }
  importScripts('scene_run.js')
}
