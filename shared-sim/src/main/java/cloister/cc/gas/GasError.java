package cloister.cc.gas;

import cloister.message.Message;

/** A statement that makes no sense; the parser reports it and goes on with the next. */
final class GasError extends Exception {
  private final transient Message message;

  GasError(Message message) {
    super(message.id(), null, false, false);
    this.message = message;
  }

  Message message() {
    return message;
  }
}
