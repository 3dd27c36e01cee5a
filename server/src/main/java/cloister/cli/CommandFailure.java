package cloister.cli;

/** The command was understood but could not be carried out; the message says why in one line. */
final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1;

  CommandFailure(String message) {
    super(message);
  }
}
