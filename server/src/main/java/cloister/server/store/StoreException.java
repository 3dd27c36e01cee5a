package cloister.server.store;

/** The store cannot be opened; the message is for the person who starts the server. */
public final class StoreException extends Exception {
  private static final long serialVersionUID = 1;

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
