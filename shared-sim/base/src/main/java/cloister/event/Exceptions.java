package cloister.event;

import cloister.bits.Hex;

/** Vectors and short names of the architecture's exceptions (SDM 3, table 7-1). */
public final class Exceptions {
  public static final int DE = 0;
  public static final int DB = 1;
  public static final int NMI = 2;
  public static final int BP = 3;
  public static final int OF = 4;
  public static final int BR = 5;
  public static final int UD = 6;
  public static final int NM = 7;
  public static final int DF = 8;
  public static final int TS = 10;
  public static final int NP = 11;
  public static final int SS = 12;
  public static final int GP = 13;
  public static final int PF = 14;
  public static final int MF = 16;
  public static final int AC = 17;

  private Exceptions() {}

  /** {@code GP} for 13 and so on; the number in hexadecimal where the manual gives no name. */
  public static String shortName(int vector) {
    return switch (vector) {
      case DE -> "DE";
      case DB -> "DB";
      case NMI -> "NMI";
      case BP -> "BP";
      case OF -> "OF";
      case BR -> "BR";
      case UD -> "UD";
      case NM -> "NM";
      case DF -> "DF";
      case TS -> "TS";
      case NP -> "NP";
      case SS -> "SS";
      case GP -> "GP";
      case PF -> "PF";
      case MF -> "MF";
      case AC -> "AC";
      default -> Hex.hex8(vector);
    };
  }

  /** True for the exceptions that push an error code. */
  public static boolean hasErrorCode(int vector) {
    return switch (vector) {
      case DF, TS, NP, SS, GP, PF, AC -> true;
      default -> false;
    };
  }
}
