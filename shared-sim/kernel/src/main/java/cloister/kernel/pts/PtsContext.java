package cloister.kernel.pts;

import cloister.kernel.object.ObjectIds;
import cloister.kernel.tty.TerminalSignals;
import cloister.kernel.tty.Tty;

/** What pseudoterminals are made with. */
public record PtsContext(ObjectIds ids, TerminalSignals signals, PtsCount count) {
  /** A terminal; what is written to it goes to its other end. */
  Tty terminal() {
    return new Tty(ids.next(), (number, value) -> {}, signals);
  }
}
