/** The same sentence in every language of the product. */
export type Text = { readonly en: string; readonly es: string }

/** A language of the product. */
export type Language = keyof Text
