package cloister.kernel.ipc;

/**
 * Which messages somebody takes (msgrcv(2)).
 *
 * @param type above 0, for those that have it; 0 for all; and for a copy, the place in the queue
 */
public record MessageChoice(Mode mode, int type) {
  private static final int EXCEPT = 020000;
  private static final int COPY = 040000;

  /** How the type is meant. */
  public enum Mode {
    ANY,
    EQUAL,
    NOT_EQUAL,
    /** The lowest up to the type. */
    LOWEST,
    /** The one at a place, which stays. */
    PLACE
  }

  /** As the arguments of the call say it. */
  public static MessageChoice of(int type, int flags) {
    if ((flags & COPY) != 0) {
      return new MessageChoice(Mode.PLACE, type);
    }
    if (type == 0) {
      return new MessageChoice(Mode.ANY, 0);
    }
    if (type < 0) {
      int most = type == Integer.MIN_VALUE ? Integer.MAX_VALUE : -type;
      return new MessageChoice(Mode.LOWEST, most);
    }
    return new MessageChoice((flags & EXCEPT) != 0 ? Mode.NOT_EQUAL : Mode.EQUAL, type);
  }

  boolean takes(QueuedMessage message) {
    return switch (mode) {
      case ANY, PLACE -> true;
      case EQUAL -> message.type() == type;
      case NOT_EQUAL -> message.type() != type;
      case LOWEST -> message.type() <= type;
    };
  }
}
