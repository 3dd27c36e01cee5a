package cloister.cpu.translate;

import cloister.bus.Memory;
import java.nio.ByteBuffer;

/** The host of the simulator, as one that can run code made for it. */
public interface Host {
  /**
   * What makes code for one processor.
   *
   * @param memory all of its memory
   * @param dataTlb the words of the TLB for data
   * @param service what is done for code while it runs
   */
  Backend backend(Memory memory, ByteBuffer dataTlb, HelperCalls service);
}
