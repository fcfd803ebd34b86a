/** Thrown where the call or the environment is at fault: one line that says what happened, where, and what to do. */
export class EnvironmentFault extends Error {}
