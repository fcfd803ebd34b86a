// Loaded before the program: each look at the clock is a second later than the one before, and each turn of the event
// loop takes long enough for a key to arrive. So no test depends on how fast the real machine is.
const SECOND_MS = 1000;
const TURN_MS = 20;

let later = 0;
const now = performance.now.bind(performance);
performance.now = () => now() + SECOND_MS * later++;

globalThis.setImmediate = (run, ...given) => setTimeout(run, TURN_MS, ...given);
