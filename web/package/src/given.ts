// What a caller gives of a definition: any part of it, to any depth. The rest keeps its default.

// Coordinates are given whole: half a point, pose or box is a mistake.
type Whole =
  | { readonly x: number; readonly y: number }
  | { readonly c: number; readonly s: number }
  | { readonly p: object; readonly q: object }
  | { readonly lower: object; readonly upper: object }
  | Uint8Array

export type Given<T> = T extends Whole
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Given<Item>[]
    : T extends bigint
      ? bigint | number
      : T extends number | string | boolean
        ? T
        : { readonly [Key in keyof T]?: Given<T[Key]> | undefined }
