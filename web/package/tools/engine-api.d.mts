/** The names of what is exported, in 'core' and in each part. */
export declare function namesOf(part: string): string[]
