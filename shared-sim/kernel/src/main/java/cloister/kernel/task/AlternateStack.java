package cloister.kernel.task;

/** Where handlers run that ask for it (sigaltstack(2)); of no bytes, where there is none. */
public record AlternateStack(int address, int bytes) {
  public static final AlternateStack NONE = new AlternateStack(0, 0);

  public boolean isNone() {
    return bytes == 0;
  }

  public boolean has(int stackPointer) {
    return Integer.compareUnsigned(stackPointer - address, bytes) < 0;
  }

  int end() {
    return address + bytes;
  }
}
