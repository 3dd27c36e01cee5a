package cloister.world.compare;

import cloister.world.SourceFile;

/**
 * The texts that a comparison is made from.
 *
 * @param memory of the guest, in bytes, whole pages
 * @param guest its kernel; one that asks for {@link #PARAVIRTUAL} has a build that calls the
 *     hypervisor, where that is 1
 * @param host the hypervisor's entry code
 * @param hostForVtX the same under VT-x
 */
public record Sources(int memory, SourceFile guest, SourceFile host, SourceFile hostForVtX) {
  static final String PARAVIRTUAL = "PARAVIRTUAL";

  SourceFile entry(Way way) {
    return way == Way.VT_X ? hostForVtX : host;
  }

  /** True when the kernel can be built for a way. */
  boolean has(Way way) {
    return way != Way.PARAVIRTUALIZATION || guest.text().contains(PARAVIRTUAL);
  }
}
