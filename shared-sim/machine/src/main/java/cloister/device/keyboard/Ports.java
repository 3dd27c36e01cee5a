package cloister.device.keyboard;

import cloister.bus.PortDevice;

/** Data port 0x60 and command port 0x64 of the controller. */
final class Ports implements PortDevice {
  static final int DATA = 0x60;
  static final int COMMAND = 0x64;

  private static final int READ_RAM = 0x20;
  private static final int WRITE_RAM = 0x60;
  private static final int RAM_MASK = 0x1f;
  private static final int DISABLE_MOUSE = 0xa7;
  private static final int ENABLE_MOUSE = 0xa8;
  private static final int TEST_MOUSE = 0xa9;
  private static final int SELF_TEST = 0xaa;
  private static final int TEST_KEYBOARD = 0xab;
  private static final int DISABLE_KEYBOARD = 0xad;
  private static final int ENABLE_KEYBOARD = 0xae;
  private static final int READ_INPUT_PORT = 0xc0;
  private static final int READ_OUTPUT_PORT = 0xd0;
  private static final int WRITE_OUTPUT_PORT = 0xd1;
  private static final int ANSWER_AS_KEYBOARD = 0xd2;
  private static final int ANSWER_AS_MOUSE = 0xd3;
  private static final int WRITE_MOUSE = 0xd4;
  private static final int PULSE = 0xf0;
  private static final int SELF_TEST_PASSED = 0x55;
  private static final int KEYBOARD_NOT_LOCKED = 0x80;

  private final Keyboard keyboard;
  private final Registers registers;

  Ports(Keyboard keyboard, Registers registers) {
    this.keyboard = keyboard;
    this.registers = registers;
  }

  @Override
  public int read(int port, int bytes) {
    return port == COMMAND ? registers.status() : keyboard.takeOutput();
  }

  @Override
  public void write(int port, int bytes, int value) {
    registers.lastWasCommand = port == COMMAND;
    if (port == COMMAND) {
      command(value);
    } else {
      data(value);
    }
    keyboard.update();
  }

  private void data(int value) {
    int command = registers.command;
    registers.command = 0;
    switch (command) {
      case 0 -> {
        registers.configure(Registers.CONFIG_KEYBOARD_OFF, false);
        keyboard.unit().write(value);
      }
      case WRITE_OUTPUT_PORT -> keyboard.setOutputPort(value);
      case ANSWER_AS_KEYBOARD -> keyboard.answer(value, false);
      case ANSWER_AS_MOUSE -> keyboard.answer(value, true);
      case WRITE_MOUSE -> {
        registers.configure(Registers.CONFIG_MOUSE_OFF, false);
        keyboard.mouse().write(value);
      }
      default -> registers.ram[command & RAM_MASK] = value;
    }
  }

  private void command(int value) {
    registers.command = 0;
    switch (value) {
      case DISABLE_MOUSE -> registers.configure(Registers.CONFIG_MOUSE_OFF, true);
      case ENABLE_MOUSE -> registers.configure(Registers.CONFIG_MOUSE_OFF, false);
      case TEST_MOUSE, TEST_KEYBOARD -> keyboard.answer(0, false);
      case SELF_TEST -> {
        registers.configure(Registers.CONFIG_SYSTEM, true);
        keyboard.answer(SELF_TEST_PASSED, false);
      }
      case DISABLE_KEYBOARD -> registers.configure(Registers.CONFIG_KEYBOARD_OFF, true);
      case ENABLE_KEYBOARD -> registers.configure(Registers.CONFIG_KEYBOARD_OFF, false);
      case READ_INPUT_PORT -> keyboard.answer(KEYBOARD_NOT_LOCKED, false);
      case READ_OUTPUT_PORT -> keyboard.answer(keyboard.outputPort(), false);
      case WRITE_OUTPUT_PORT, ANSWER_AS_KEYBOARD, ANSWER_AS_MOUSE, WRITE_MOUSE ->
          registers.command = value;
      default -> commandWithNumber(value);
    }
  }

  private void commandWithNumber(int value) {
    switch (value & ~RAM_MASK) {
      case READ_RAM -> keyboard.answer(registers.ram[value & RAM_MASK], false);
      case WRITE_RAM -> registers.command = value;
      default -> {
        if (value >= PULSE && (value & Registers.OUTPUT_NO_RESET) == 0) {
          keyboard.pulseReset();
        }
      }
    }
  }
}
