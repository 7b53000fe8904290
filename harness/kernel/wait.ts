import { findSystemCall, type CallName, type SystemCall } from './system-calls.ts'
import { toInt } from './timeout.ts'
import type { Watch } from './watch.ts'
import { wakesOf, type ReadTime, type Wakes } from './wakes.ts'

/** Where a sleeping thread waits, and whether it goes on by itself. */
export type Wait = {
  readonly call: CallName | 'unknown'
  readonly descriptor?: number
  /** Where the descriptors are for which it waits, when they are several. */
  readonly watch?: Watch
  /** The most that a read asks for. */
  readonly bytesMax?: number
  readonly wakes: Wakes
}

const unknown: Wait = { call: 'unknown', wakes: { kind: 'unknown' } }

/**
 * Decodes `/proc/PID/task/TID/syscall` (proc_pid_syscall(5)): the call's number, its six arguments
 * and the stack pointer. `running`, a number that is not known and any other text give an unknown
 * wait; without `readTime` so do limits that are in the program's memory. Limits that a call does
 * not show (SO_RCVTIMEO, alarm) remain hidden.
 */
export function decodeWait(text: string, arch: string, readTime: ReadTime = nothing): Wait {
  const [, number, registers] = line.exec(text) ?? []
  const call = findSystemCall(arch, Number(number))
  if (call === undefined) return unknown
  const values = registers!.trim().split(' ').map(BigInt)
  const args = values.slice(0, argumentCount)
  const has32Bits = values[argumentCount]! <= addressMaxOf32Bits
  return has32Bits || call.only?.(args) === false ? unknown : toWait(call, args, readTime)
}

/** Number, arguments, stack pointer, instruction pointer. */
const line = /^(\d+)((?: 0x[0-9a-f]{1,16}){8})\s*$/
const argumentCount = 6
/** Programs of 32 bits have calls of other numbers. */
const addressMaxOf32Bits = 0xffff_ffffn
const nothing: ReadTime = () => undefined

function toWait(call: SystemCall, args: readonly bigint[], readTime: ReadTime): Wait {
  const { descriptor, bytes } = call
  const watch = call.watch?.(args)
  return {
    call: call.call,
    ...(descriptor === undefined ? {} : { descriptor: toInt(args[descriptor]!) }),
    ...(watch === undefined ? {} : { watch }),
    ...(bytes === undefined ? {} : { bytesMax: Number(args[bytes]!) }),
    wakes: wakesOf(call.timeout(args), readTime),
  }
}
