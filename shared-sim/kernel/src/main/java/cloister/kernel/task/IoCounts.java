package cloister.kernel.task;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** What a process, and the children that it has waited for, have read and written by calls. */
public final class IoCounts {
  private long read;
  private long written;
  private long reads;
  private long writes;

  /** A call of the family of read(2) has ended. */
  public void read(long bytes) {
    read += Math.max(0, bytes);
    reads++;
  }

  /** One of the family of write(2). */
  public void wrote(long bytes) {
    written += Math.max(0, bytes);
    writes++;
  }

  void add(IoCounts other) {
    read += other.read;
    written += other.written;
    reads += other.reads;
    writes += other.writes;
  }

  public long bytesRead() {
    return read;
  }

  public long bytesWritten() {
    return written;
  }

  public long reads() {
    return reads;
  }

  public long writes() {
    return writes;
  }

  void save(ObjectWriter out) {
    out.number(read);
    out.number(written);
    out.number(reads);
    out.number(writes);
  }

  void load(ObjectReader in) {
    read = in.longNumber();
    written = in.longNumber();
    reads = in.longNumber();
    writes = in.longNumber();
  }
}
