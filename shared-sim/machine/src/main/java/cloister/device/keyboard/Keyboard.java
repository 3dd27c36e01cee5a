package cloister.device.keyboard;

import cloister.bus.Line;
import cloister.bus.PortMap;
import cloister.state.ByteQueue;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** The keyboard controller with what hangs on it. It also drives address line 20 and the reset. */
public final class Keyboard implements Saveable {
  private static final int OUTPUT_KEYBOARD_FULL = 1 << 4;
  private static final int OUTPUT_MOUSE_FULL = 1 << 5;
  private static final int ANSWER_BYTES = 32;

  private final Registers registers = new Registers();
  private final KeyboardUnit unit = new KeyboardUnit();
  private final Mouse mouse = new Mouse();

  /** The controller's own answers, each with a byte that is 1 when it comes as the mouse's. */
  private final ByteQueue answers = new ByteQueue(ANSWER_BYTES);

  private final Line keyboardInterrupt;
  private final Line mouseInterrupt;
  private final Line addressLine20;
  private final Runnable reset;

  /** A release code has begun, so that the next code is the released key's. Translation only. */
  private boolean releasing;

  public Keyboard(Line keyboardInterrupt, Line mouseInterrupt, Line addressLine20, Runnable reset) {
    this.keyboardInterrupt = keyboardInterrupt;
    this.mouseInterrupt = mouseInterrupt;
    this.addressLine20 = addressLine20;
    this.reset = reset;
  }

  public void connect(PortMap ports) {
    Ports own = new Ports(this, registers);
    ports.add(Ports.DATA, 1, 1, own);
    ports.add(Ports.COMMAND, 1, 1, own);
  }

  /**
   * Somebody presses or releases a key.
   *
   * @param code of scan code set 2
   */
  public void key(int code, boolean extended, boolean down) {
    unit.key(code, extended, down);
    update();
  }

  /** Bits 0 to 2: scroll lock, num lock, caps lock. */
  public int lights() {
    return unit.lights();
  }

  /**
   * The controller and its keyboard, for those who look from outside.
   *
   * @param command the command that waits for its byte, or 0
   * @param output the byte that was put into the output buffer last
   * @param waiting bytes that the keyboard has not got rid of yet
   */
  public record Controller(
      int status,
      int configuration,
      int outputPort,
      int command,
      int output,
      int waiting,
      int scanCodeSet,
      int lights,
      boolean scanning) {}

  public Controller look() {
    return new Controller(
        registers.status(),
        registers.ram[0],
        outputPort(),
        registers.command,
        registers.output,
        unit.queue().count(),
        unit.scanCodeSet(),
        unit.lights(),
        unit.enabled());
  }

  KeyboardUnit unit() {
    return unit;
  }

  Mouse mouse() {
    return mouse;
  }

  int takeOutput() {
    registers.outputFull = false;
    int value = registers.output;
    update();
    return value;
  }

  /** The controller's own answer waits until the host has read what is in the output buffer. */
  void answer(int value, boolean asMouse) {
    answers.add(value);
    answers.add(asMouse ? 1 : 0);
  }

  private void put(int value, boolean asMouse) {
    registers.output = value;
    registers.outputFull = true;
    registers.outputFromMouse = asMouse;
  }

  int outputPort() {
    boolean full = registers.outputFull;
    return registers.outputPort
        | (full && !registers.outputFromMouse ? OUTPUT_KEYBOARD_FULL : 0)
        | (full && registers.outputFromMouse ? OUTPUT_MOUSE_FULL : 0);
  }

  void setOutputPort(int value) {
    registers.outputPort = value;
    addressLine20.set((value & Registers.OUTPUT_ADDRESS_LINE_20) != 0);
    if ((value & Registers.OUTPUT_NO_RESET) == 0) {
      pulseReset();
    }
  }

  void pulseReset() {
    reset.run();
  }

  /** Moves the next byte into the output buffer and drives the interrupt lines. */
  void update() {
    if (!registers.outputFull) {
      fill();
    }
    boolean full = registers.outputFull;
    keyboardInterrupt.set(
        full
            && !registers.outputFromMouse
            && registers.configured(Registers.CONFIG_KEYBOARD_INTERRUPT));
    mouseInterrupt.set(
        full
            && registers.outputFromMouse
            && registers.configured(Registers.CONFIG_MOUSE_INTERRUPT));
  }

  private void fill() {
    // Between two bytes the lines are low, so that each byte is an edge of its own.
    keyboardInterrupt.set(false);
    mouseInterrupt.set(false);
    if (!answers.isEmpty()) {
      int value = answers.take();
      put(value, answers.take() != 0);
    }
    boolean keyboardOn = !registers.configured(Registers.CONFIG_KEYBOARD_OFF);
    while (!registers.outputFull && keyboardOn && !unit.queue().isEmpty()) {
      fromKeyboard(unit.queue().take());
    }
    boolean mouseOn = !registers.configured(Registers.CONFIG_MOUSE_OFF);
    if (!registers.outputFull && mouseOn && !mouse.queue().isEmpty()) {
      put(mouse.queue().take(), true);
    }
  }

  private void fromKeyboard(int code) {
    if (!registers.configured(Registers.CONFIG_TRANSLATE)) {
      put(code, false);
    } else if (code == ScanCodes.RELEASED_2) {
      releasing = true;
    } else {
      put(ScanCodes.toSet1(code) | (releasing ? ScanCodes.RELEASED_1 : 0), false);
      releasing = false;
    }
  }

  @Override
  public void save(StateWriter out) {
    registers.save(out);
    unit.save(out);
    mouse.save(out);
    answers.save(out);
    out.writeBoolean(releasing);
  }

  @Override
  public void load(StateReader in) {
    registers.load(in);
    unit.load(in);
    mouse.load(in);
    answers.load(in);
    releasing = in.readBoolean();
    addressLine20.set((registers.outputPort & Registers.OUTPUT_ADDRESS_LINE_20) != 0);
  }
}
