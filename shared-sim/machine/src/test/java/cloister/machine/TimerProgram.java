package cloister.machine;

/** Programs for the board with the timer, in real mode. */
public final class TimerProgram {
  private static final String START =
      """
      bits 16
      org 0x7c00
      xor ax, ax
      mov ds, ax
      mov word [8 * 4], timer
      mov word [8 * 4 + 2], ax
      mov al, 0x34
      out 0x43, al
      mov al, CYCLES & 0xff
      out 0x40, al
      mov al, CYCLES >> 8
      out 0x40, al
      mov al, 0x11
      out 0x20, al
      mov al, 8
      out 0x21, al
      mov al, 4
      out 0x21, al
      mov al, 1
      out 0x21, al
      mov al, 0xfe
      out 0x21, al
      """;

  private TimerProgram() {}

  /**
   * Counter 0 in mode 2, which interrupts at line 0 with vector 8, and then the rest.
   *
   * @param cycles the counter's period
   * @param rest with a handler {@code timer}; interrupts are still off where it begins
   */
  public static String of(int cycles, String rest) {
    return "CYCLES equ " + cycles + "\n" + START + rest;
  }
}
