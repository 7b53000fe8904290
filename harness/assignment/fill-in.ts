/** The same data with `{name}` replaced in every text, for the names that have a value. */
export function fillIn<T>(data: T, values: Readonly<Record<string, string>>): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- texts stay texts, the rest stays
  return fill(data, values) as T
}

function fill(data: unknown, values: Readonly<Record<string, string>>): unknown {
  if (typeof data === 'string') {
    return data.replaceAll(/\{(\p{L}+)\}/gu, (braces, name: string) =>
      Object.hasOwn(values, name) ? values[name]! : braces,
    )
  }
  if (Array.isArray(data)) return data.map((item: unknown) => fill(item, values))
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([key, item]) => [key, fill(item, values)]))
}
