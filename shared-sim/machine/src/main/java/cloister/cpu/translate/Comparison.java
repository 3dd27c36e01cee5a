package cloister.cpu.translate;

/** How two words compare; the two below and above take them as unsigned. */
public enum Comparison {
  EQUAL,
  NOT_EQUAL,
  LESS,
  NOT_LESS,
  GREATER,
  NOT_GREATER,
  BELOW,
  NOT_BELOW,
  ABOVE,
  NOT_ABOVE;

  /** The comparison that holds when this one does not: the neighbour in its pair. */
  public Comparison negated() {
    return values()[ordinal() ^ 1];
  }
}
