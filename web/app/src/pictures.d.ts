// What Next writes into next-env.d.ts, which is there only after the first build.
/// <reference types="next/image-types/global" />
