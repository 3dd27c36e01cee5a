package cloister.cpu.fpu;

import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/** The registers of the x87 unit (SDM 1, 8.1). Public fields on purpose: these are registers. */
public final class FpuRegisters implements Saveable {
  private static final int CONTROL_AFTER_INIT = 0x37f;
  private static final int CONTROL_AFTER_RESET = 0x40;

  /** R0 to R7; ST(0) is the one at {@link #top}. */
  public final Extended[] physical = new Extended[8];

  /** A bit for each of R0 to R7 that is not empty. */
  public int occupied;

  public int top;
  public int control;

  /** The status word but for TOP and the two bits that sum up the exceptions. */
  public int status;

  /** Of the last instruction that was no control instruction. */
  public int opcode;

  public int instructionSelector;
  public int instructionOffset;
  public int dataSelector;
  public int dataOffset;

  /** The IGNNE# input: with CR0.NE clear, instructions go on in spite of an exception. */
  public boolean ignoresErrors;

  public FpuRegisters() {
    for (int i = 0; i < 8; i++) {
      physical[i] = new Extended();
    }
    reset();
  }

  /** RESET; all registers hold zero. */
  public void reset() {
    for (Extended register : physical) {
      register.setZero(false);
    }
    initialize();
    control = CONTROL_AFTER_RESET;
    occupied = 0xff;
    ignoresErrors = false;
  }

  /** FNINIT: the contents of the registers stay. */
  public void initialize() {
    control = CONTROL_AFTER_INIT;
    status = 0;
    top = 0;
    occupied = 0;
    opcode = 0;
    instructionSelector = 0;
    instructionOffset = 0;
    dataSelector = 0;
    dataOffset = 0;
  }

  /** Takes over all that another unit holds. */
  public void copy(FpuRegisters other) {
    for (int i = 0; i < 8; i++) {
      physical[i].set(other.physical[i]);
    }
    occupied = other.occupied;
    top = other.top;
    control = other.control;
    status = other.status;
    opcode = other.opcode;
    instructionSelector = other.instructionSelector;
    instructionOffset = other.instructionOffset;
    dataSelector = other.dataSelector;
    dataOffset = other.dataOffset;
    ignoresErrors = other.ignoresErrors;
  }

  /** ST(i). */
  public Extended stack(int index) {
    return physical[top + index & 7];
  }

  public boolean isEmpty(int index) {
    return (occupied >>> (top + index & 7) & 1) == 0;
  }

  public void setEmpty(int index) {
    occupied &= ~(1 << (top + index & 7));
  }

  /** Writes ST(i), which is no longer empty. */
  public void write(int index, Extended value) {
    stack(index).set(value);
    occupied |= 1 << (top + index & 7);
  }

  public void push(Extended value) {
    top = top - 1 & 7;
    write(0, value);
  }

  public void pop() {
    setEmpty(0);
    top = top + 1 & 7;
  }

  /** An exception waits that is not masked. */
  public boolean errorPending() {
    return (status & ~control & StatusWord.EXCEPTIONS) != 0;
  }

  public int statusWord() {
    int summary = errorPending() ? StatusWord.SUMMARY | StatusWord.BUSY : 0;
    return status | summary | top << StatusWord.TOP_SHIFT;
  }

  public void setStatusWord(int word) {
    status = word & (StatusWord.EXCEPTIONS | StatusWord.STACK_FAULT | StatusWord.CONDITIONS);
    top = word >>> StatusWord.TOP_SHIFT & 7;
  }

  /** Bit 6 is always set, bit 12 is kept and means nothing. */
  public void setControlWord(int word) {
    control = word & 0x1f7f | 0x40;
  }

  /** Two bits for each register: valid, zero, special or empty. */
  public int tagWord() {
    int word = 0;
    for (int i = 7; i >= 0; i--) {
      word = word << 2 | tag(i);
    }
    return word;
  }

  private int tag(int register) {
    if ((occupied >>> register & 1) == 0) {
      return 3;
    }
    return switch (physical[register].kind()) {
      case NORMAL -> 0;
      case ZERO -> 1;
      case DENORMAL, INFINITY, QUIET_NAN, SIGNALING_NAN, UNSUPPORTED -> 2;
    };
  }

  /** Only whether a register is empty is taken from a tag word (SDM 1, 8.1.7). */
  public void setTagWord(int word) {
    occupied = 0;
    for (int i = 0; i < 8; i++) {
      occupied |= (word >>> 2 * i & 3) == 3 ? 0 : 1 << i;
    }
  }

  @Override
  public void save(StateWriter out) {
    for (Extended register : physical) {
      out.writeInt(register.signExponent);
      out.writeInt(register.high);
      out.writeInt(register.low);
    }
    out.writeInt(occupied);
    out.writeInt(top);
    out.writeInt(control);
    out.writeInt(status);
    out.writeInt(opcode);
    out.writeInt(instructionSelector);
    out.writeInt(instructionOffset);
    out.writeInt(dataSelector);
    out.writeInt(dataOffset);
    out.writeBoolean(ignoresErrors);
  }

  @Override
  public void load(StateReader in) {
    for (Extended register : physical) {
      register.set(in.readInt(), in.readInt(), in.readInt());
    }
    occupied = in.readInt();
    top = in.readInt();
    control = in.readInt();
    status = in.readInt();
    opcode = in.readInt();
    instructionSelector = in.readInt();
    instructionOffset = in.readInt();
    dataSelector = in.readInt();
    dataOffset = in.readInt();
    ignoresErrors = in.readBoolean();
  }
}
