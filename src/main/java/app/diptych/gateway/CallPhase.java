package app.diptych.gateway;

/** How far a call has come. */
enum CallPhase {
  LOOKING_UP,
  CONNECTING,
  SECURING,
  SENDING,
  WAITING,
  ANSWERING
}
