package cloister.hypervisor;

import cloister.bus.Memory;

/**
 * Where the hypervisor's own things lie. The first 64 KiB of physical memory are its; in every
 * address space they are seen at {@link #BASE}, above what the segments of guests reach.
 */
final class HostLayout {
  /** Linear address of the first byte that no guest can name. */
  static final int BASE = 0xFFC00000;

  /** By which the host's clock interrupts. */
  static final int TIMER_VECTOR = 0x20;

  static final int OWN_BYTES = 0x10000;

  /** By which translations call the hypervisor; its gate is open to ring 1 then. */
  static final int CALL_OUT_VECTOR = 0x21;

  /** Where translations of guests' kernels lie; shadow tables have what is below. */
  static final int TRANSLATIONS = 0xC0000;

  /** For each guest: a page of words, and the cache. */
  static final int TRANSLATION_BYTES = 0x10000;

  /** The last entries that a guest could have are the host's own while translations run. */
  static final int TRANSLATED_GUEST_DESCRIPTORS = 254;

  static final int TRANSLATION_CODE = 8 * TRANSLATED_GUEST_DESCRIPTORS;
  static final int TRANSLATION_DATA = TRANSLATION_CODE + 8;

  static final int GDT = 0x1000;
  static final int GUEST_DESCRIPTORS = 256;
  static final int IDT = 0x2000;
  static final int TSS = 0x1900;
  static final int STACK_TOP = 0x7000;

  /** The present guest's registers while the handler is asked what to do for it. */
  static final int ASKED_FOR = 0x7D00;

  /** Where the handler begins; 0 without one. */
  static final int EXIT_HANDLER = 0x7EFC;

  /** Two words for each guest: where its program begins, and whether it has one and is frozen. */
  static final int STARTS = 0x7F00;

  /** Where the entry code begins, in real mode. */
  static final int ENTRY_CODE = 0x3000;

  /** Page directory in which the host turns paging on, before there is a guest. */
  static final int BOOT_DIRECTORY = 0xA000;

  /** The page table for what lies at {@link #BASE}, part of every address space. */
  static final int OWN_TABLE = 0xB000;

  /** A VMCS for each guest, a page each, under VT-x. */
  static final int VMCS = 0xD000;

  static final int VMCS_COUNT = 2;

  /** The bitmaps of model-specific registers. */
  static final int REGISTER_BITMAPS = 0xF000;

  static final int CODE_SELECTOR = 8 * GUEST_DESCRIPTORS;
  static final int DATA_SELECTOR = CODE_SELECTOR + 8;
  static final int TSS_SELECTOR = DATA_SELECTOR + 8;
  static final int GDT_LIMIT = TSS_SELECTOR + 7;

  /** Shadow tables are taken from here; guests' memory follows. */
  static final int POOL = OWN_BYTES;

  static final int GUESTS = 0x100000;
  static final int POOL_PAGES = (GUESTS - POOL) / Memory.PAGE_SIZE;

  private HostLayout() {}

  /** Where something of the host's own lies that is seen at a linear address. */
  static int physical(int linear) {
    return linear - BASE;
  }
}
