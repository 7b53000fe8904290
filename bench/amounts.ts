/** How much is measured, and what bounds it; numbers with their units. */
export const amounts = {
  /** Connections for each way of sending, fragments on each, and the most bytes of one. */
  connectionsCount: 50,
  fragmentsCount: 10,
  fragmentBytesMax: 300,
  /** To a reader that naps before each read: fewer connections, and the nap. */
  nappingConnectionsCount: 4,
  napMs: 30,
  /** What people put between fragments. */
  sleepMs: 5,
  /** Silent checks on one connection, connections, and silences that are waited out. */
  silencesCount: 20,
  silentConnectionsCount: 10,
  waitedSilencesCount: 3,
  /** Gradings by the product, each followed by the bare minimum for the same plays. */
  overheadPairsCount: 5,
  /** Gradings of every hanging program, each beside a correct one. */
  hangRoundsCount: 3,
  /** Starts with a world of their own, each beside one without, and how much longer they may take. */
  startsCount: 40,
  worldMsMax: 15,
  /** What is aimed at: whole times as multiples of something cheaper. */
  overheadRatioMax: 1.5,
  hangRatioMax: 3,
  /** A program that listened this soon after its start was running already. */
  instantMs: 1,
  /** Between two looks of a plain script at whether its program listens. */
  lookMs: 1,
  /** Any wait of a plain script; all parts together. */
  waitMs: 20_000,
  allMs: 900_000,
  /** From the end of whoever started the measuring process until it ends too. */
  leaveMs: 3_000,
} as const satisfies Record<string, number>

/** Milliseconds in a second. */
export const msPerSecond = 1000
