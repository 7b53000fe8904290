import { z } from 'zod'

const second = 1000
const mebibyte = 1024 * 1024

const ms = (value: number) => z.number().positive().default(value)
const count = (value: number) => z.int().positive().default(value)

/**
 * Every number that bounds something, with its unit last. A limit never decides what the kernel
 * can prove; it only ends a wait.
 */
export const Limits = z.strictObject({
  /** One build step. */
  buildMs: ms(60 * second),
  /** From the start of the program until it listens. */
  startMs: ms(10 * second),
  /** From connect() to an established connection; covers two retries of the kernel. */
  connectMs: ms(8 * second),
  /** Until a client program has connected. */
  acceptMs: ms(10 * second),
  /** Until an expected answer, output, close or exit. */
  answerMs: ms(5 * second),
  closeMs: ms(5 * second),
  exitMs: ms(5 * second),
  outputMs: ms(5 * second),
  /** How long nothing may arrive before it counts as silence, where it cannot be proved. */
  silenceMs: ms(second / 2),
  /** Until the program has read a fragment. */
  readMs: ms(5 * second),
  /** After an expectation was missed: until the program has ended or sleeps, to see it crash. */
  settleMs: ms(2 * second),
  /** From SIGKILL until every process of the program is gone. */
  killMs: ms(5 * second),
  /** Until a process that was frozen is seen stopped. */
  freezeMs: ms(2 * second),
  /** Without a private network: until a port that earlier trials used is free again. */
  portWaitMs: ms(90 * second),
  /** The whole of one trial. */
  trialMs: ms(120 * second),
  /** Output kept of each stream of a trial; what comes later is drained and dropped. */
  outputBytesMax: count(mebibyte),
  /** Output of one stream of a trial at which the program is ended. */
  floodBytesMax: count(256 * mebibyte),
  /** What all processes of a program together may use, or it is ended: memory that no file stands
   *  for, in bytes, and threads, of which each process has one. */
  memoryBytesMax: count(mebibyte * 1024),
  threadsMax: count(512),
  /** What a program may write to files, in memory or not, beyond its own size. */
  diskBytesMax: count(256 * mebibyte),
  /** Files that one process may have open. */
  openFilesMax: count(1024),
  /** Time on a processor of one process. */
  cpuMs: ms(300 * second),
  /** Bytes kept of one peer's connection. */
  receivedBytesMax: count(4 * mebibyte),
  /** Bytes of a submission, and of its files. */
  submissionBytesMax: count(512 * mebibyte),
  submissionFilesMax: count(20_000),
})
export type Limits = z.output<typeof Limits>
