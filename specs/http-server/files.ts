import { hex, repeated } from '../../harness/index.ts'

/** Of one byte each, so that it is no matter of characters. */
export const plain = 'Hola desde el servidor\n'
export const accents = '<!doctype html>\n<title>Mañana</title>\n<p>¡Qué alegría, Núñez! 🔌</p>\n'
export const guide = 'Primero bind, luego listen, luego accept.\n'
/** Every value that a byte can have, the one that ends strings in C among them. */
export const everyByte = hex(
  Buffer.from(Array.from({ length: 256 }, (_, value) => value)).toString('hex'),
)
/** 1 MiB. */
export const large = repeated('una linea de 32 bytes, contados\n', 32_768)
export const largeBytes = 1_048_576

/** The folder that is served, and a file beside it that is nobody's business. */
export const files = {
  'www/hola.txt': plain,
  'www/index.html': accents,
  'www/docs/guia.txt': guide,
  'www/todos.bin': everyByte,
  'www/grande.txt': large,
  'secreto.txt': 'La clave es 4711\n',
}
