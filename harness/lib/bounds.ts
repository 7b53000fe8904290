/**
 * Numbers that bound something and that nobody needs to configure, with their units; those that a
 * course may want to change are in `config/limits.ts`.
 */
export const bounds = {
  /** Exit code of a command that Ctrl-C ended: 128 + SIGINT (bash(1)). */
  interruptedExitCode: 130,
  /** Columns of a report where there is no terminal, and the least and most of one. */
  columnsWithoutTerminal: 100,
  columnsMin: 40,
  columnsMax: 120,
  /** In a network of our own: the first source port of peers. */
  peerPortMin: 20_001,
  /** The first port that ordinary users may bind, unless the machine says otherwise (ip(7)). */
  unprivilegedPortMin: 1024,
  /** Ports for programs that are told theirs; below the kernel's own range, from 32768. */
  programPortMin: 21_000,
  programPortMax: 31_999,
  /** The first port that the kernel gives to connections that ask for none (ip(7)). */
  systemPortMin: 32_768,
  /** A table of the kernel comes a page at a time, in whole lines (fs/seq_file.c): after a page that
   *  has room for another line there is no more. To ask for the end would walk its hash once again. */
  fullReadBytesMin: 3_584,
  /** Between two looks at the kernel, and from when on it may be longer. */
  pollStepMs: 10,
  pollPatienceMs: 3_000,
  pollSlowStepMs: 100,
  /** A limit grows by the time that the program waited for a processor, up to so many limits. */
  starvedShareMax: 4,
  /** A program that runs for this share of the time that it could is busy with nothing else. */
  spinShare: 0.8,
  /** Where listeners cannot be seen: between two attempts to connect to a program that starts, and
   *  between two pieces that should arrive apart. */
  retryMs: 50,
  apartMs: 20,
  /** Between two beats by which the harness notices that it did not run, and how late one must be to
   *  count: less than any timer that an assignment asks programs to have. */
  beatMs: 50,
  heldUpMsMin: 200,
  /** How often a scenario is played at most while that may have decided. */
  belatedPlaysMax: 3,
  /** Descriptors of one poll() or select(): more than any program of a course has open. */
  watchedMax: 4096,
  /** Trying whether there is a private network. */
  probeMs: 10_000,
  /** From the end of a worker's channel until it is killed. */
  workerEndMs: 3_000,
  /** Threads that the kernel allows beyond what ends a program, and how many times the memory of all
   *  one process may reserve. */
  threadsMargin: 64,
  dataShare: 4,
  /** Between two looks at what a program uses. */
  useStepMs: 50,
  /** How many of them until it is asked whether files in memory that nobody maps are the program's. */
  useLooksCount: 6,
  /** Files and folders on the disk of a worker. */
  diskFilesMax: 400_000,
  /** Making a world for a program. */
  worldMs: 20_000,
  /** A program's user where it has a user namespace of its own. */
  programUser: 1_000,
  /** Where the harness is root: the first user that programs may be, and how many there are. They
   *  are among those that systemd gives to nobody for long (systemd.io/UIDS-GIDS). */
  programUserMin: 61_184,
  programUsersCount: 4_000,
  /** A worker's own tidying when the coordinator has gone. */
  farewellMs: 1500,
  /** Compiling something of ours that is written in C, and trying it. */
  ownCodeMs: 30_000,
  /** Asking a language for its real interpreter. */
  locateMs: 20_000,
  /** What one call of a codec may take before it counts as one that never ends. */
  codecMs: 1_000,
  /** A compiler's text as it is kept, and as it is read at most. */
  compilerCharactersMax: 4_000,
  compilerBytesMax: 16_000_000,
  /** The bytewise lens: bytes sent one by one at both ends of a long message; pieces between. */
  bytewiseEdgeBytes: 96,
  bytewisePieceBytesMax: 300,
  /** The lens of cuts: payloads up to this size are cut everywhere; of longer ones at most so many
   *  places in delimiters and headers, inside characters, and by chance. */
  cutEverywhereBytesMax: 256,
  cutStructureMax: 64,
  cutCharactersMax: 64,
  cutSampleCount: 24,
  /** Where each cut needs a program of its own: at most so many of them. */
  cutProgramsMax: 60,
  /** What a datagram counts beyond its bytes, where the bytes kept of a peer are limited. */
  datagramBytes: 64,
  /** Of a file that a program has written a transcript keeps so many bytes, and so many of them before
   *  the first wrong one. */
  fileBytesKept: 65_536,
  fileBytesBefore: 1_024,
  /** The same in a report. */
  fileBytesShown: 300,
  fileBytesShownBefore: 100,
  /** A line that is right for so many bytes and then ends was cut by what was read of it. */
  longLineBytesMin: 128,
  /** Lines of Python that show a failure print so many bytes, and so many before the first wrong one. */
  pythonBytesShown: 200,
  pythonBytesShownBefore: 20,
  /** Of each stream of a program's output: where a port is looked for that it announces. */
  announcedBytesMax: 32_768,
  /** How many FIFOs are made at a time: three for each program. */
  fifosCount: 48,
  /** Before it is looked whether a program that has not read yet will read at all. */
  readSoonMs: 1,
  /** What a program may compute when its peers have left, before it counts as one that spins. */
  restMs: 200,
  /** What a program may compute after it has missed something: a crash is written by then. */
  lastWordsMs: 500,
  /** The lens of chance: fragmentations tried, and at most so many cuts in each. */
  randomRunsCount: 8,
  randomCutsMax: 12,
  /** Looking for the smallest fragmentation that fails. */
  shrinkMs: 20_000,
  /** A line that is longer fits no pattern, a head that is longer ends nowhere; and what is kept of
   *  a text that is wrong. */
  lineBytesMax: 4_096,
  /** What a terminal keeps of a line that is typed, its end aside (termios(3), canonical mode). */
  terminalLineBytesMax: 4_095,
  headBytesMax: 16_384,
  wrongFormBytesMax: 1_024,
  /** A system's own message inside one of ours. */
  causeCharactersMax: 200,
  /** Lines and columns of a program's standard error in a report. */
  stderrLinesMax: 12,
  stderrColumnsMax: 300,
  /** The last lines of another program. */
  otherLinesMax: 3,
} as const satisfies Record<string, number>
