package cloister.cpu.translate;

import java.nio.ByteBuffer;

/** The host of the simulator, as one that can run code made for it. */
public interface Host {
  /**
   * What makes code for one processor.
   *
   * @param ram all of its memory
   * @param pageStates what {@code Memory} knows of each page
   * @param dataTlb the words of the TLB for data
   * @param walker for what that buffer does not have
   */
  Backend backend(ByteBuffer ram, ByteBuffer pageStates, ByteBuffer dataTlb, Walker walker);
}
