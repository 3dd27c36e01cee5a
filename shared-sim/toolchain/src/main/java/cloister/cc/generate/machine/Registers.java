package cloister.cc.generate.machine;

/** The general registers as encoded, and sets of them as bits. */
public final class Registers {
  public static final int EAX = 0;
  public static final int ECX = 1;
  public static final int EDX = 2;
  public static final int EBX = 3;
  public static final int ESP = 4;
  public static final int EBP = 5;
  public static final int ESI = 6;
  public static final int EDI = 7;
  public static final int FIRST_VIRTUAL = 8;

  /** What a call may change (i386 ABI, 3-13). */
  public static final int CALLER_SAVED = 1 << EAX | 1 << ECX | 1 << EDX;

  public static final int CALLEE_SAVED = 1 << EBX | 1 << ESI | 1 << EDI;

  /** Those whose lowest byte has a name. */
  public static final int WITH_BYTE = 1 << EAX | 1 << ECX | 1 << EDX | 1 << EBX;

  private Registers() {}
}
