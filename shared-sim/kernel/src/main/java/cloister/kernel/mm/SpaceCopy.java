package cloister.kernel.mm;

import cloister.kernel.abi.KernelError;

/**
 * Fills an address space that is to be a copy of another one (fork(2)): the same areas, and the
 * same frames until one of the two writes.
 */
final class SpaceCopy {
  private final AddressSpace parent;
  private final AddressSpace fresh;

  SpaceCopy(AddressSpace parent, AddressSpace fresh) {
    this.parent = parent;
    this.fresh = fresh;
  }

  void fill() throws KernelError {
    for (Area area : parent.areas.all()) {
      fresh.areas.add(area.part(area.first, area.end));
      PageTables from = parent.tables;
      for (int page = from.skipMissing(area.first);
          page < area.end;
          page = from.skipMissing(page + 1)) {
        copyEntry(area, page);
      }
    }
  }

  private void copyEntry(Area area, int page) throws KernelError {
    int entry = parent.tables.entry(page);
    if (entry == 0) {
      return;
    }
    fresh.tables.requireTable(page);
    if (!area.isShared() && (entry & PageTables.WRITABLE) != 0) {
      entry &= ~PageTables.WRITABLE;
      parent.tables.setEntry(page, entry);
      parent.stale().add(page);
    }
    fresh.tables.setEntry(page, entry);
    fresh.countShared(entry >>> Frames.BITS);
  }
}
