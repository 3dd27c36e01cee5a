package cloister.cpu.translate;

/** A region in the host's own code. */
public interface Translated {
  /** Runs from the frame to the frame, beginning at the node at {@link Frame#OFFSET}. */
  void run();
}
