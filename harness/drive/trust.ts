/**
 * Whether the calls in which a program is seen to wait tell the whole truth about it. One for each
 * submission; what is learnt in one trial holds for the next.
 * - `unverified`: its files may set a timer that no call shows, here or elsewhere: each time that
 *   something is due the limit is waited out;
 * - `presumed`: they name none, which is enough to pass a silence, and not to take a point;
 * - `believed`: a whole limit was waited out where something was due, and nothing came;
 * - `timed`: it has moved although nothing could have woken it; judged by the clock.
 */
export type Trust = { kind: 'unverified' | 'presumed' | 'believed' | 'timed' }
