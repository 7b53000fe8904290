/** The variable of a peer: Python has words of its own, and these lines have names of theirs. */
export function pythonName(peer: string): string {
  const variable = peer.replaceAll(/\P{XIDC}/gu, '_')
  return taken.has(variable) ? `${variable}_` : variable
}

const taken: ReadonlySet<string> = new Set(
  `False None True and as assert async await break class continue def del elif else except finally
  for from global if import in is lambda nonlocal not or pass raise return try while with yield
  socket time port server show data program print start len range`.split(/\s+/),
)
