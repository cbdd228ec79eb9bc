// The files of the games that the page serves itself, each in a folder of its name; their sizes and
// hashes come from the build.
import { filesInFolder, type GameFiles, type KnownFile } from 'quoin/game'

export function gameFolder(game: string): string {
  return `${process.env.BASE_PATH}/${game}`
}

export function gameFiles(game: string): GameFiles {
  const known = JSON.parse(process.env.GAME_FILES ?? '{}') as Record<string, KnownFile>
  return filesInFolder(gameFolder(game), game, known)
}
