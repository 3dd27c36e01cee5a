package cloister.cpu.core;

import java.util.Arrays;

/**
 * The exceptions since the last that was delivered: how a shutdown came about. One that is
 * delivered to a task that cannot begin goes on with that task's exception. Told to those who ask,
 * never saved.
 */
public final class FaultChain {
  private int[] vectors = new int[4];
  private int count;

  void raised(int vector) {
    if (count == vectors.length) {
      vectors = Arrays.copyOf(vectors, 2 * count);
    }
    vectors[count] = vector;
    count++;
  }

  /** The chain ends well, or nobody will ask for it any more. */
  public void end() {
    count = 0;
  }

  /** In order. */
  public int[] vectors() {
    return Arrays.copyOf(vectors, count);
  }
}
