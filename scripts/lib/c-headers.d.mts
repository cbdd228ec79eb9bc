export const INCLUDE: string
export function physicsHeaders(): string[]
export interface Constant { name: string; value: number; doc: string; header: string }
export interface Field { type: string; name: string; length?: string; rows?: string; doc: string }
export interface Api {
  constants: Constant[]
  enums: { name: string; header: string; doc: string; values: Constant[] }[]
  structs: { name: string; header: string; doc: string; fields: Field[] }[]
  opaque: string[]
  functions: {
    name: string
    header: string
    doc: string
    result: string
    parameters: { type: string; name: string; length?: string }[]
  }[]
  macros: Map<string, string>
}
export function readHeaders(headers: readonly string[]): Api
