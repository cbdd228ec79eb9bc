export declare function withVersion(module: Uint8Array, text?: string): Buffer
