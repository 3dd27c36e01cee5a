package cloister.cpu.translate;

import cloister.cpu.core.Core;

/** Writes accesses to a 32-bit stack that is flat. */
final class StackTranslator {
  private static final int ALL_REGISTERS = 8;

  private final RegionCode code;
  private final Mode mode;

  StackTranslator(RegionCode code, Mode mode) {
    this.code = code;
    this.mode = mode;
  }

  /** Begins an attempt: locates the stack below its top. */
  void beginPush() {
    pointTo(Core.ESP, -4);
    code.attempt();
    code.locate(4, true, mode);
  }

  /** Pushes {@link Local#VALUE}. */
  void endPush() {
    code.get(Local.PHYSICAL);
    code.get(Local.VALUE);
    code.write(4);
    move(Core.ESP, -4);
  }

  /** Begins an attempt: locates what a register points to. */
  void beginPop(int pointer) {
    pointTo(pointer, 0);
    code.attempt();
    code.locate(4, false, mode);
  }

  /** Lets ESP point so many bytes behind a register. */
  void move(int from, int bytes) {
    code.get(from);
    code.calculate(Operator.ADD, bytes);
    code.set(Core.ESP);
  }

  /**
   * PUSHA inside of an attempt. The highest word is pushed first, so that it is the one whose
   * address a refusal has: no walk is made for others.
   */
  void pushAll() {
    pointTo(Core.ESP, -4);
    code.locate(4, true, mode);
    locateKnown(-4 * ALL_REGISTERS, 4 * ALL_REGISTERS, true);
    for (int register = 0; register < ALL_REGISTERS; register++) {
      pushPlace(placeOf(register));
      code.get(Local.GENERAL + register);
      code.write(4);
    }
    move(Core.ESP, -4 * ALL_REGISTERS);
  }

  /** POPA inside of an attempt; what is there for ESP is dropped. */
  void popAll() {
    pointTo(Core.ESP, 0);
    code.locate(4 * ALL_REGISTERS, false, mode);
    keepPlace();
    for (int register = 0; register < ALL_REGISTERS; register++) {
      if (register != Core.ESP) {
        pushPlace(placeOf(register));
        code.read(4);
        code.set(Local.GENERAL + register);
      }
    }
    move(Core.ESP, 4 * ALL_REGISTERS);
  }

  /** EDI, the last that is pushed, lies lowest. */
  private static int placeOf(int register) {
    return 4 * (ALL_REGISTERS - 1 - register);
  }

  /**
   * Puts where some bytes of the stack are into {@link Local#VALUE}, or gives up without a walk.
   *
   * @param distance from ESP
   */
  void locateKnown(int distance, int bytes, boolean write) {
    pointTo(Core.ESP, distance);
    code.locateKnown(bytes, write, mode);
    keepPlace();
  }

  private void pushPlace(int distance) {
    code.get(Local.VALUE);
    code.calculate(Operator.ADD, distance);
  }

  private void pointTo(int pointer, int distance) {
    code.get(pointer);
    code.calculate(Operator.ADD, distance);
    code.set(Local.ADDRESS);
  }

  private void keepPlace() {
    code.get(Local.PHYSICAL);
    code.set(Local.VALUE);
  }
}
