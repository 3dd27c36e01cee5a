package cloister.cc.link;

/** What a program is made without. */
public enum Strip {
  NOTHING,
  /** What only debuggers read: {@code -S}. */
  DEBUGGING,
  /** The symbols too: {@code -s}. */
  SYMBOLS
}
