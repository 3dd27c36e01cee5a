package cloister.hypervisor;

/** An exception that a guest is to get, thrown by whoever does something for it. */
final class GuestFault extends Exception {
  private static final long serialVersionUID = 1;

  /** For exceptions that have no error code. */
  static final int NO_ERROR_CODE = -1;

  static final int INVALID_OPCODE = 6;
  static final int INVALID_TASK = 10;
  static final int SEGMENT_NOT_PRESENT = 11;
  static final int STACK_FAULT = 12;
  static final int GENERAL_PROTECTION = 13;
  static final int DEBUG = 1;
  static final int PAGE_FAULT = 14;

  private final int vector;
  private final int errorCode;
  private final int address;

  private GuestFault(int vector, int errorCode, int address) {
    super(null, null, false, false);
    this.vector = vector;
    this.errorCode = errorCode;
    this.address = address;
  }

  static GuestFault of(int vector, int errorCode) {
    return new GuestFault(vector, errorCode, 0);
  }

  static GuestFault page(int address, int errorCode) {
    return new GuestFault(PAGE_FAULT, errorCode, address);
  }

  int vector() {
    return vector;
  }

  int errorCode() {
    return errorCode;
  }

  /** The linear address that a page fault is about. */
  int address() {
    return address;
  }
}
