package cloister.input;

import cloister.message.Message;

/** Something from outside that is not acceptable: which field, and why. */
public final class InvalidInput extends Exception {
  private static final long serialVersionUID = 1;

  private final String field;
  private final transient Message reason;

  /**
   * @param field path of the field, for example {@code files[1].name}; empty for the whole input
   */
  public InvalidInput(String field, Message reason) {
    super(field + ": " + reason.id(), null, false, false);
    this.field = field;
    this.reason = reason;
  }

  public String field() {
    return field;
  }

  public Message reason() {
    return reason;
  }
}
