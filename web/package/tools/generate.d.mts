export function generate(): [name: string, content: string][]
