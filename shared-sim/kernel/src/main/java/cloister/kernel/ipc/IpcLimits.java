package cloister.kernel.ipc;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** How much there may be in a namespace, as in {@code /proc/sys/kernel} (proc_sys_kernel(5)). */
public final class IpcLimits {
  /** Most that a semaphore may be (SEMVMX). */
  public static final int SEMAPHORE_VALUE = 32767;

  private static final int USUAL_MEMORY = 0xfeff_ffff;

  private int segmentBytes = USUAL_MEMORY;
  private int memoryPages = USUAL_MEMORY;
  private int segments = 4096;
  private int setSemaphores = 32000;
  private int semaphores = 1024000000;
  private int operations = 500;
  private int sets = 32000;
  private int messageBytes = 8192;
  private int queueBytes = 16384;
  private int queues = 32000;

  /** SHMMAX, without a sign. */
  public int segmentBytes() {
    return segmentBytes;
  }

  public void setSegmentBytes(int bytes) {
    segmentBytes = bytes;
  }

  /** SHMALL, without a sign. */
  public int memoryPages() {
    return memoryPages;
  }

  public void setMemoryPages(int pages) {
    memoryPages = pages;
  }

  /** SHMMNI. */
  public int segments() {
    return segments;
  }

  public void setSegments(int most) {
    segments = most;
  }

  /** SEMMSL: semaphores of a set. */
  public int setSemaphores() {
    return setSemaphores;
  }

  /** SEMMNS: semaphores of all sets. */
  public int semaphores() {
    return semaphores;
  }

  /** SEMOPM: operations of a call. */
  public int operations() {
    return operations;
  }

  /** SEMMNI. */
  public int sets() {
    return sets;
  }

  /** SEMMSL, SEMMNS, SEMOPM and SEMMNI. */
  public void setSemaphores(int[] words) {
    setSemaphores = words[0];
    semaphores = words[1];
    operations = words[2];
    sets = words[3];
  }

  /** MSGMAX: bytes of a message. */
  public int messageBytes() {
    return messageBytes;
  }

  public void setMessageBytes(int bytes) {
    messageBytes = bytes;
  }

  /** MSGMNB: bytes of a new queue. */
  public int queueBytes() {
    return queueBytes;
  }

  public void setQueueBytes(int bytes) {
    queueBytes = bytes;
  }

  /** MSGMNI. */
  public int queues() {
    return queues;
  }

  public void setQueues(int most) {
    queues = most;
  }

  void save(ObjectWriter out) {
    out.numbers(
        new int[] {
          segmentBytes,
          memoryPages,
          segments,
          setSemaphores,
          semaphores,
          operations,
          sets,
          messageBytes,
          queueBytes,
          queues
        });
  }

  void load(ObjectReader in) {
    int[] words = in.numbers();
    segmentBytes = words[0];
    memoryPages = words[1];
    segments = words[2];
    setSemaphores = words[3];
    semaphores = words[4];
    operations = words[5];
    sets = words[6];
    messageBytes = words[7];
    queueBytes = words[8];
    queues = words[9];
  }
}
