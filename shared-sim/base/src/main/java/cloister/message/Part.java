package cloister.message;

/** A piece of a finished sentence and how it is drawn. */
public record Part(String text, Kind kind) {

  /** One name, one look: the kinds of words in a sentence. */
  public enum Kind {
    PLAIN("plain"),
    CODE("code"),
    NAME("name"),
    NUMBER("number"),
    FAULT("fault"),
    ALLOW("allow");

    private final String id;

    Kind(String id) {
      this.id = id;
    }

    /** The name used in JSON. */
    public String id() {
      return id;
    }
  }
}
