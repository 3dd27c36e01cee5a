package cloister.server;

/** The server cannot start; the message is for the person who starts it. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1;

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
