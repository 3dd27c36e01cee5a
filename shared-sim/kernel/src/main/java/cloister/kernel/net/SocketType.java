package cloister.kernel.net;

/** Numbers of socket(2). */
public final class SocketType {
  public static final int STREAM = 1;
  public static final int DATAGRAM = 2;
  public static final int RAW = 3;
  public static final int PACKETS = 5;

  /** Types are below. */
  public static final int LIMIT = 11;

  /** Families. */
  public static final int UNSPECIFIED = 0;

  public static final int UNIX = 1;
  public static final int INTERNET = 2;
  public static final int NETLINK = 16;

  private SocketType() {}
}
