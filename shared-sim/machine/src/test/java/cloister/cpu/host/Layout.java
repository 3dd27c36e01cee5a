package cloister.cpu.host;

/** Linear addresses that the host's runner and ours share. */
final class Layout {
  static final int CODE_BASE = 0x0010_0000;
  static final int DATA_BASE = 0x0012_0000;
  static final int DATA_WORDS = 1024;

  /** Offset of a program in its code segment. All around it are INT3 bytes. */
  static final int ENTRY = 0x9a40;

  static final int MAX_CODE = 64;
  static final int GLOBAL_DESCRIPTORS = 16;

  private Layout() {}
}
