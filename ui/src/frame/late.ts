// What only a later page loads lets go of what it holds with everything else, without the first paint loading it.

type Part = { reset(): void };

export const late = new Set<Part>();
