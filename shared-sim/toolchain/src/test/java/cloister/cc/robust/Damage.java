package cloister.cc.robust;

import cloister.cc.random.Dice;
import java.util.Arrays;

/** Objects and archives with one to a few random faults. */
final class Damage {
  private static final int[] NUMBERS = {
    0, 1, -1, 0x7FFFFFFF, 0x80000000, 0xFFFF, 0x10000, 0xFF00, 0xFFF1, 0xFFF2, 52, 40, 8
  };

  private final Dice dice;

  Damage(Dice dice) {
    this.dice = dice;
  }

  byte[] of(byte[] whole) {
    byte[] bytes = whole.clone();
    int faults = dice.between(1, 5);
    for (int i = 0; i < faults && bytes.length > 4; i++) {
      bytes = damaged(bytes);
    }
    return bytes;
  }

  private byte[] damaged(byte[] bytes) {
    int place = place(bytes.length);
    switch (dice.below(10)) {
      case 0 -> {
        return Arrays.copyOf(bytes, place);
      }
      case 1 -> {
        return Arrays.copyOf(bytes, bytes.length + dice.below(100));
      }
      case 2, 3, 4 -> bytes[place] = (byte) dice.below(256);
      case 5 -> bytes[place] ^= (byte) (1 << dice.below(8));
      case 6 -> {
        int from = place(bytes.length);
        int count = Math.min(dice.between(1, 64), bytes.length - Math.max(from, place));
        System.arraycopy(bytes, from, bytes, place, count);
      }
      default -> number(bytes, place & -4, NUMBERS[dice.below(NUMBERS.length)]);
    }
    return bytes;
  }

  /** The headers at both ends are where most goes wrong. */
  private int place(int length) {
    return switch (dice.below(4)) {
      case 0 -> dice.below(Math.min(length, 64));
      case 1 -> length - 1 - dice.below(Math.min(length, 600));
      default -> dice.below(length);
    };
  }

  private static void number(byte[] bytes, int place, int number) {
    for (int i = 0; i < 4 && place + i < bytes.length; i++) {
      bytes[place + i] = (byte) (number >> 8 * i);
    }
  }
}
