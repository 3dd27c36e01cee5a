package cloister.kernel.net;

/** Flags of send(2) and recv(2). */
public final class MessageFlags {
  public static final int OUT_OF_BAND = 1;
  public static final int PEEK = 2;
  public static final int CONTROL_TRUNCATED = 8;
  public static final int TRUNCATED = 0x20;
  public static final int DO_NOT_WAIT = 0x40;
  public static final int END_OF_RECORD = 0x80;
  public static final int WAIT_FOR_ALL = 0x100;
  public static final int NO_SIGNAL = 0x4000;
  public static final int CLOSE_ON_EXEC = 0x40000000;

  private MessageFlags() {}
}
