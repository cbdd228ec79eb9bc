export function parseHeader(text: string): unknown
export function parseErrorCodes(text: string): string[]
export function generate(): string
