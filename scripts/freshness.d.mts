export function isInstalled(
  lock: { packages: Record<string, { version?: string; optional?: boolean }> },
  installed: { packages: Record<string, { version?: string } | undefined> } | undefined,
): boolean
// biome-ignore lint/suspicious/noExplicitAny: whatever the file says
export function readJson(file: string): any
export function hashFiles(root: string, paths: string[], isLeftOut?: (path: string) => boolean): string
export function openStamps(file: string): {
  has(name: string, hash: string): boolean
  set(name: string, hash: string): void
}
