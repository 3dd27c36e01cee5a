package cloister.server;

/** The server cannot start; the message is for the person who starts it. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean ofInput;

  private StartException(String message, Throwable cause, boolean ofInput) {
    super(message, cause);
    this.ofInput = ofInput;
  }

  public StartException(String message, Throwable cause) {
    this(message, cause, false);
  }

  /** What the command line names is not of use. */
  static StartException ofInput(String message, Throwable cause) {
    return new StartException(message, cause, true);
  }

  public boolean isOfInput() {
    return ofInput;
  }
}
