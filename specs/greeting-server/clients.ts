const names = [
  'ana',
  'beto',
  'carla',
  'diego',
  'elisa',
  'felipe',
  'gabriela',
  'hugo',
  'ines',
  'julia',
] as const

const words = {
  count: {
    en: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
    es: ['un', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez'],
  },
  last: {
    en: 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' '),
    es: 'primer segundo tercer cuarto quinto sexto séptimo octavo noveno décimo'.split(' '),
  },
} as const

/** The clients that a server greets, by name. */
export function clientNames(count: number): readonly string[] {
  return names.slice(0, count)
}

/** How many they are, and which is the last, in both languages. */
export function inWords(count: number) {
  const at = count - 1
  return {
    count: { en: words.count.en[at]!, es: words.count.es[at]! },
    last: { en: words.last.en[at]!, es: words.last.es[at]! },
  }
}
