package cloister.hypervisor;

/**
 * Where things lie in the memory of the hypervisor that translates a PC's kernel, as distances from
 * its beginning, which is seen at {@link #BASE} in every address space. What {@code
 * pc-translation.asm} knows, too, is the same there.
 */
final class PcTranslationLayout {
  /** Linear address of the first byte that no guest can name. */
  static final int BASE = 0xFFC00000;

  /** The descriptors while translations run, and those while the guest's programs do. */
  static final int DESCRIPTORS = 0x1000;

  static final int USER_DESCRIPTORS = 0x2000;

  /** So many descriptors of the guest can be in them; the hypervisor's own follow. */
  static final int GUEST_DESCRIPTORS = 256;

  /** What is behind the {@code CODE} of the entry code: its data, its task, and translations. */
  static final int TRANSLATION_CODE = 8 * GUEST_DESCRIPTORS + 24;

  static final int TRANSLATION_DATA = TRANSLATION_CODE + 8;

  /** The entry code, in the hypervisor's memory and, until the guest begins, below 1 MiB. */
  static final int ENTRY_CODE = 0x4000;

  static final int DIRECTORY = 0x8000;
  static final int USER_DIRECTORY = 0x9000;

  /** The words that translations work on; their table of addresses follows. */
  static final int WORDS = 0xC000;

  static final int CACHE = 0x100000;
  static final int CACHE_BYTES = 0x200000;

  /** Shadow tables, which nobody needs to see. */
  static final int TABLES = 0x400000;

  static final int MOST_TABLES = 512;

  /** All of it, for whoever makes the memory. */
  static final int END = TABLES + MOST_TABLES * 4096;

  private PcTranslationLayout() {}
}
