import { z } from 'zod'

const portMax = 65_535

/** A port of TCP or UDP that something can have (RFC 6335, 6); 0 is none. */
export const Port = z.int().min(1).max(portMax)

/** Ports from `from` to `to`, both included. */
export const Ports = z
  .strictObject({ from: Port, to: Port })
  .refine(({ from, to }) => from <= to, 'should have its smaller port first')
export type Ports = z.output<typeof Ports>
