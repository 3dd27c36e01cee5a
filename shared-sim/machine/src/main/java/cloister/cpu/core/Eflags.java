package cloister.cpu.core;

/** Bits of the EFLAGS register (SDM 1, 3.4.3). */
public final class Eflags {
  public static final int CF = 1;
  public static final int RESERVED_ONE = 1 << 1;
  public static final int PF = 1 << 2;
  public static final int AF = 1 << 4;
  public static final int ZF = 1 << 6;
  public static final int SF = 1 << 7;
  public static final int TF = 1 << 8;
  public static final int IF = 1 << 9;
  public static final int DF = 1 << 10;
  public static final int OF = 1 << 11;
  public static final int IOPL = 3 << 12;
  public static final int NT = 1 << 14;
  public static final int RF = 1 << 16;
  public static final int VM = 1 << 17;
  public static final int AC = 1 << 18;
  public static final int ID = 1 << 21;

  /** The six flags that arithmetic sets. */
  public static final int STATUS = CF | PF | AF | ZF | SF | OF;

  /** VIF and VIP, which belong to an extension that is not there. */
  public static final int VIF_VIP = 3 << 19;

  /** All bits that can be set. */
  public static final int DEFINED =
      STATUS | RESERVED_ONE | TF | IF | DF | IOPL | NT | RF | VM | AC | VIF_VIP | ID;

  private Eflags() {}

  public static int iopl(int eflags) {
    return eflags >>> 12 & 3;
  }
}
