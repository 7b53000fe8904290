/** The same sentence in every language of the product. */
export type Text = { readonly en: string; readonly es: string }

/** A language of the product. */
export type Language = keyof Text

/** Both languages of a sentence from one function of the language. */
export function inBoth(say: (language: Language) => string): Text {
  return { en: say('en'), es: say('es') }
}
