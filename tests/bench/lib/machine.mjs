// Where a run took place, as far as it bears on its times.
import { arch, cpus, totalmem, type } from 'node:os'

export function machine() {
  const processors = cpus()
  return {
    cpu: processors[0].model.trim(),
    cpuCount: processors.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${arch()}`,
    node: process.versions.node,
    date: new Date().toISOString().slice(0, 10),
  }
}
