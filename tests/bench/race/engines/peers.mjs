// Where the packages of the other engines are: scripts install them here, and put what a page needs of
// them at the same place beside the modules that it loads.
export const PEERS = new URL('../peers/node_modules/', import.meta.url)
