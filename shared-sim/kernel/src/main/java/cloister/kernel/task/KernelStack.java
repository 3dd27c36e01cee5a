package cloister.kernel.task;

import cloister.kernel.mm.Frames;

/**
 * A task's stack in the kernel, a page of simulated memory: the registers of its program at the
 * top, the state of the x87 unit at the bottom.
 */
public final class KernelStack {
  private final Frames frames;

  /** 0 when it is gone. */
  private int frame;

  private boolean keepsNumbers;

  KernelStack(Frames frames) {
    this.frames = frames;
  }

  void set(int stackFrame) {
    frame = stackFrame;
  }

  void drop() {
    if (frame != 0) {
      frames.releaseLater(frame);
    }
    frame = 0;
  }

  /** Physical address behind its last byte. */
  public int top() {
    return frame + 1 << Frames.BITS;
  }

  /** Physical address of the registers. */
  public int registersAddress() {
    return top() - Registers.BYTES;
  }

  Registers registers() {
    return new Registers(frames.memory(), registersAddress());
  }

  /** Physical address of the state of the x87 unit (FNSAVE). */
  public int floatingPointAddress() {
    return frame << Frames.BITS;
  }

  /** What the x87 unit is to have when it goes on, whatever it has now (FNSAVE's form). */
  void keepNumbers(byte[] state) {
    FloatingPoint.write(frames.memory(), floatingPointAddress(), state);
    keepsNumbers = true;
  }

  byte[] keptNumbers() {
    return FloatingPoint.read(frames.memory(), floatingPointAddress());
  }

  /** The unit has nothing of it that counts: it is loaded on the way out. */
  public boolean keepsNumbers() {
    return keepsNumbers;
  }

  /** They are in the unit from now on. */
  public void numbersLoaded() {
    keepsNumbers = false;
  }

  int frame() {
    return frame;
  }

  void load(int stackFrame, boolean keeps) {
    frame = stackFrame;
    keepsNumbers = keeps;
  }
}
