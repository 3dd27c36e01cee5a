package cloister.why;

import java.util.OptionalLong;

/** Who had set a number that a check went by. */
public sealed interface Setter {
  /** The step that set it, if a step did, or after which somebody did by hand. */
  default OptionalLong at() {
    return OptionalLong.empty();
  }

  /**
   * An instruction.
   *
   * @param mnemonic its first word
   */
  record Instruction(String mnemonic, long step) implements Setter {
    @Override
    public OptionalLong at() {
      return OptionalLong.of(step);
    }
  }

  /** The delivery of an exception. */
  record Delivery(long step) implements Setter {
    @Override
    public OptionalLong at() {
      return OptionalLong.of(step);
    }
  }

  /** The arrival of an interrupt from outside. */
  record Interrupt(long step) implements Setter {
    @Override
    public OptionalLong at() {
      return OptionalLong.of(step);
    }
  }

  /** Somebody by hand, after this step. */
  record ByHand(long step) implements Setter {
    @Override
    public OptionalLong at() {
      return OptionalLong.of(step);
    }
  }

  /** Nobody since the run began. */
  record Start() implements Setter {}

  /** Somebody, before what was looked through; or nobody looked. */
  record Unknown() implements Setter {}
}
