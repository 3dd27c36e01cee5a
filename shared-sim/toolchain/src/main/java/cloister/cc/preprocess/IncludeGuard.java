package cloister.cc.preprocess;

import java.util.Optional;

/** Notices that a file is one group of {@code #ifndef NAME}: it need not be read again then. */
final class IncludeGuard {
  private enum State {
    BEFORE,
    INSIDE,
    BEHIND,
    NONE
  }

  private State state = State.BEFORE;
  private String name = "";

  /** A token or directive outside of all groups, or in the guard's. */
  void other() {
    if (state != State.INSIDE) {
      state = State.NONE;
    }
  }

  /** {@code #ifndef NAME}. */
  void opens(String macro) {
    if (state == State.BEFORE) {
      state = State.INSIDE;
      name = macro;
    } else {
      other();
    }
  }

  /** {@code #else} or {@code #elif} of the outermost group. */
  void branches() {
    state = State.NONE;
  }

  /** The end of the outermost group. */
  void closes() {
    state = state == State.INSIDE ? State.BEHIND : State.NONE;
  }

  /** The macro that guards the file, when all of it was read. */
  Optional<String> macro() {
    return state == State.BEHIND ? Optional.of(name) : Optional.empty();
  }
}
