// Where scripts/bench.sh installs the packages of the other engines.
import { fileURLToPath } from 'node:url'

export const PEERS = fileURLToPath(new URL('../peers/node_modules/', import.meta.url))
