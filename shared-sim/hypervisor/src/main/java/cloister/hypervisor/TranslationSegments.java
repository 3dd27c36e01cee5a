package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.hypervisor.translation.TranslationCache;

/**
 * The two segments of translations, in the last entries of the table: code that is the cache and
 * cannot be read, and the page of words before it. They are there only while translations run, so
 * that a guest cannot load them.
 */
final class TranslationSegments {
  /** Present, of ring 1, for code that can only be run, and used already. */
  private static final int CODE = 0xB9;

  /** For data that can be written. */
  private static final int DATA = 0xB3;

  private static final int WIDE = 1 << 22;

  private TranslationSegments() {}

  static void show(Memory memory, TranslationCache cache) {
    int code = HostLayout.BASE + cache.base();
    put(memory, HostLayout.TRANSLATION_CODE, code, cache.bytes() - 1, CODE);
    put(memory, HostLayout.TRANSLATION_DATA, code - Memory.PAGE_SIZE, Memory.PAGE_SIZE - 1, DATA);
  }

  static void hide(Memory memory) {
    memory.write32(HostLayout.GDT + HostLayout.TRANSLATION_CODE + 4, 0);
    memory.write32(HostLayout.GDT + HostLayout.TRANSLATION_DATA + 4, 0);
  }

  private static void put(Memory memory, int selector, int base, int limit, int access) {
    int address = HostLayout.GDT + selector;
    memory.write32(address, base << 16 | limit & 0xFFFF);
    memory.write32(
        address + 4, base & 0xFF000000 | base >>> 16 & 0xFF | access << 8 | WIDE | limit & 0xF0000);
  }
}
