/**
 * How much of a world of their own programs get, from most to least:
 * - `lab`: a private network for each worker, and for each program its own files, processes and
 *   limits (namespaces and bubblewrap);
 * - `net`: the private network alone;
 * - `plain`: the machine's own network and files;
 * - `clock`: `plain`, and nothing is seen of the kernel.
 */
export const labKinds = ['lab', 'net', 'plain', 'clock'] as const

/** One of them. */
export type LabKind = (typeof labKinds)[number]

/** Whether a worker's network is its own, so that nobody but the harness reaches a program there. */
export function hasPrivateNetwork(lab: LabKind): boolean {
  return lab === 'lab' || lab === 'net'
}
