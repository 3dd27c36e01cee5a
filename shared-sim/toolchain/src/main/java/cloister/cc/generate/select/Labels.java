package cloister.cc.generate.select;

/** Names for places in the code that only this object file knows. */
public final class Labels {
  private int count;

  public String next() {
    return ".L" + count++;
  }
}
