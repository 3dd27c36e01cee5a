package cloister.kernel.net;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** Options of a socket that are numbers (socket(7)). */
public final class SocketOptions {
  /** FIONREAD of ioctl(2). */
  public static final int BYTES_LEFT = 0x541B;

  /** SIOCOUTQ. */
  public static final int BYTES_SENT = 0x5411;

  public static final int REUSE_ADDRESS = 2;
  public static final int BROADCAST = 6;
  public static final int SEND_BUFFER = 7;
  public static final int RECEIVE_BUFFER = 8;
  public static final int KEEP_ALIVE = 9;
  public static final int PRIORITY = 12;
  public static final int LINGER = 13;
  public static final int REUSE_PORT = 15;
  public static final int PASS_CREDENTIALS = 16;
  public static final int LOW_WATER = 18;

  private static final int USUAL_BUFFER = 212992;
  private static final int SMALLEST_SEND = 4608;
  private static final int SMALLEST_RECEIVE = 2304;

  /** Those that are on or off, by their numbers. */
  private int switches;

  private int sendBuffer = USUAL_BUFFER;
  private int receiveBuffer = USUAL_BUFFER;
  private int priority;

  /** Nanoseconds that receiving and sending wait at most; 0 for ever. */
  private long receiveLimit;

  private long sendLimit;

  public boolean is(int option) {
    return (switches >>> option & 1) != 0;
  }

  public void set(int option, boolean on) {
    switches = on ? switches | 1 << option : switches & ~(1 << option);
  }

  public int sendBuffer() {
    return sendBuffer;
  }

  /** Linux takes twice as much, for what goes along. */
  public void setSendBuffer(int bytes) {
    sendBuffer = Math.max(SMALLEST_SEND, 2 * clamp(bytes));
  }

  public int receiveBuffer() {
    return receiveBuffer;
  }

  public void setReceiveBuffer(int bytes) {
    receiveBuffer = Math.max(SMALLEST_RECEIVE, 2 * clamp(bytes));
  }

  private static int clamp(int bytes) {
    return bytes < 0 ? USUAL_BUFFER : Math.min(bytes, USUAL_BUFFER);
  }

  public int priority() {
    return priority;
  }

  public void setPriority(int value) {
    priority = value;
  }

  public long receiveLimit() {
    return receiveLimit;
  }

  public void setReceiveLimit(long nanos) {
    receiveLimit = nanos;
  }

  public long sendLimit() {
    return sendLimit;
  }

  public void setSendLimit(long nanos) {
    sendLimit = nanos;
  }

  /** Those of a listening socket are its connections', too. */
  void copy(SocketOptions from) {
    switches = from.switches;
  }

  void save(ObjectWriter out) {
    out.numbers(new int[] {switches, sendBuffer, receiveBuffer, priority});
    out.number(receiveLimit);
    out.number(sendLimit);
  }

  void load(ObjectReader in) {
    int[] words = in.numbers();
    switches = words[0];
    sendBuffer = words[1];
    receiveBuffer = words[2];
    priority = words[3];
    receiveLimit = in.longNumber();
    sendLimit = in.longNumber();
  }
}
