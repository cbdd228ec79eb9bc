// biome-ignore lint/style/noDefaultExport: what Next looks for
export default { output: 'export', turbopack: { root: import.meta.dirname } }
