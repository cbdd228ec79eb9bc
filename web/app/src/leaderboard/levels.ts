/** By their place; as game/levels/ has them, to which a test of the page holds them. */
export const LEVELS = ['One Bell', 'Twins', 'Greenhouse'] as const
