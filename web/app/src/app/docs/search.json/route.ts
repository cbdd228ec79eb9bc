import { searchIndex } from '../../../docs/search-index'

export const dynamic = 'force-static'

export function GET(): Response {
  return Response.json(searchIndex())
}
