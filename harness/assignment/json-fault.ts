const space = /[ \t\r\n]*/y
const scalar = /"(?:[^"\\\n]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const text = /"(?:[^"\\\n]|\\.)*"/y

/**
 * Where a text stops being JSON (RFC 8259): the engine's own errors often do not say. The length of
 * the text when it ends too early.
 */
export function jsonFault(source: string): number {
  const reader = { source, at: 0 }
  try {
    if (readValue(reader)) skip(reader, space)
  } catch {
    // Nested deeper than the stack: as far as it was read is where to look.
  }
  return reader.at
}

type Reader = { readonly source: string; at: number }

function readValue(reader: Reader): boolean {
  skip(reader, space)
  if (take(reader, '{')) return readItems(reader, '}', readMember)
  if (take(reader, '[')) return readItems(reader, ']', readValue)
  return skip(reader, scalar)
}

function readItems(reader: Reader, end: string, readItem: (reader: Reader) => boolean): boolean {
  skip(reader, space)
  if (take(reader, end)) return true
  for (;;) {
    if (!readItem(reader)) return false
    skip(reader, space)
    if (take(reader, end)) return true
    if (!take(reader, ',')) return false
  }
}

function readMember(reader: Reader): boolean {
  skip(reader, space)
  if (!skip(reader, text)) return false
  skip(reader, space)
  return take(reader, ':') && readValue(reader)
}

function take(reader: Reader, character: string): boolean {
  if (reader.source[reader.at] !== character) return false
  reader.at += 1
  return true
}

function skip(reader: Reader, pattern: RegExp): boolean {
  pattern.lastIndex = reader.at
  if (!pattern.test(reader.source)) return false
  reader.at = pattern.lastIndex
  return true
}
