package cloister.kernel.ipc;

import cloister.event.EventSink;
import cloister.kernel.mm.Frames;
import cloister.kernel.object.ObjectIds;
import cloister.kernel.time.KernelTime;
import java.util.function.IntSupplier;

/**
 * What objects of System V are made with.
 *
 * @param running the kernel's number of the process whose turn it is; 0 for none
 */
public record IpcContext(
    ObjectIds ids, Frames frames, KernelTime time, IntSupplier running, EventSink events) {

  /** Seconds since 1970, as the objects keep times. */
  long now() {
    return time.realNanos() / KernelTime.NANOS_PER_SECOND;
  }
}
