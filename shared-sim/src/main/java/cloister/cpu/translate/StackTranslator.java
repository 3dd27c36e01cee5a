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
    code.get(Core.ESP);
    code.constant(-4);
    code.calculate(Operator.ADD);
    code.set(Local.ADDRESS);
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
    code.get(pointer);
    code.set(Local.ADDRESS);
    code.attempt();
    code.locate(4, false, mode);
  }

  /** Lets ESP point so many bytes behind a register. */
  void move(int from, int bytes) {
    code.get(from);
    code.constant(bytes);
    code.calculate(Operator.ADD);
    code.set(Core.ESP);
  }

  /** PUSHA inside of an attempt. The first push is the one that is refused. */
  void pushAll() {
    pointTo(-4);
    code.locate(4, true, mode);
    pointTo(-4 * ALL_REGISTERS);
    code.locateKnown(4 * ALL_REGISTERS, true, mode);
    keepPlace();
    for (int register = 0; register < ALL_REGISTERS; register++) {
      pushPlace(register);
      code.get(Local.GENERAL + register);
      code.write(4);
    }
    move(Core.ESP, -4 * ALL_REGISTERS);
  }

  /** POPA inside of an attempt; what is there for ESP is dropped. */
  void popAll() {
    pointTo(0);
    code.locate(4 * ALL_REGISTERS, false, mode);
    keepPlace();
    for (int register = 0; register < ALL_REGISTERS; register++) {
      if (register != Core.ESP) {
        pushPlace(register);
        code.read(4);
        code.set(Local.GENERAL + register);
      }
    }
    move(Core.ESP, 4 * ALL_REGISTERS);
  }

  private void pointTo(int distance) {
    code.get(Core.ESP);
    code.constant(distance);
    code.calculate(Operator.ADD);
    code.set(Local.ADDRESS);
  }

  private void keepPlace() {
    code.get(Local.PHYSICAL);
    code.set(Local.VALUE);
  }

  /** The last register that is pushed lies lowest. */
  private void pushPlace(int register) {
    code.get(Local.VALUE);
    code.constant(4 * (ALL_REGISTERS - 1 - register));
    code.calculate(Operator.ADD);
  }
}
