package cloister.cc.report;

/** How bad something is: only an error stops the compilation. */
public enum Severity {
  ERROR,
  WARNING,
  /** More about the error or warning before it. */
  NOTE
}
