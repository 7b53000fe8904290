/** How words are set off on a terminal; without colour every function leaves its text as it is. */
export type Paint = {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly green: (text: string) => string
  readonly yellow: (text: string) => string
}

/** How a report is set: language, width in columns, colour. */
export type Setting = {
  readonly language: 'en' | 'es'
  readonly width: number
  readonly paint: Paint
}

/** Select Graphic Rendition sequences of ECMA-48, each with the one that ends it. */
export function makePaint(colour: boolean): Paint {
  const sgr = (on: number, off: number) => (text: string) =>
    colour ? `\u001B[${on}m${text}\u001B[${off}m` : text
  return {
    bold: sgr(1, 22),
    dim: sgr(2, 22),
    red: sgr(31, 39),
    green: sgr(32, 39),
    yellow: sgr(33, 39),
  }
}
