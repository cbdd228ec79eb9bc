// How long a run takes: full, or quick to see that all is well.

export const FULL = { rounds: 11, warmMs: 2000, warmRuns: 6, sampleMs: 80 }
export const QUICK = { rounds: 3, warmMs: 400, warmRuns: 2, sampleMs: 30 }
