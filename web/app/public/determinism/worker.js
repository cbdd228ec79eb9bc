// Runs the scenes of the determinism test in a worker: a message for each line that it prints, then
// null.
self.onmessage = ({ data }) => {
  self.Module = {
    arguments: ['--ticks', String(data.ticks)],
    print: (line) => self.postMessage(line),
    onExit: () => self.postMessage(null),
  }
  importScripts('scene_run.js')
}
