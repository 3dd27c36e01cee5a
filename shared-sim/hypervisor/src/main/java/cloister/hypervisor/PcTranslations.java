package cloister.hypervisor;

import cloister.bus.Memory;
import cloister.cpu.Cpu;
import cloister.cpu.core.Segments;
import cloister.hypervisor.translation.CountedCache;
import cloister.hypervisor.translation.CountedCache.Left;
import cloister.hypervisor.translation.CountedCache.Why;
import cloister.hypervisor.translation.Source;
import cloister.hypervisor.translation.TranslationCounts;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The translations of a PC's kernel, and which pages of the guest's they are of. Such a page is
 * read-only for the processor; what the interpreter or a device writes to it is heard of, too.
 * Where its code is written, or the page is another one by now, its units go.
 */
final class PcTranslations implements Saveable {
  /**
   * So often are units of another base of the code segment refused before those that there are go
   * for them: to empty everything takes long, and a guest asks with one far jump.
   */
  private static final int MOST_STRANGERS = 4096;

  private final Memory memory;
  private final Cpu guest;
  private final VirtualTlb tlb;
  private final CountedCache cache;

  /** The pages that units are of, by their numbers: linear, and physical. */
  private final Map<Integer, Integer> pages = new TreeMap<>();

  /** Physical pages whose code was written since. */
  private final Set<Integer> written = new TreeSet<>();

  /** Where the code segment began that units are of. */
  private int codeBase;

  /** How often units of another base were asked for since; less than {@link #MOST_STRANGERS}. */
  private int strangers;

  PcTranslations(Memory memory, int own, Cpu guest, VirtualTlb tlb) {
    this.memory = memory;
    this.guest = guest;
    this.tlb = tlb;
    cache =
        new CountedCache(
            memory,
            own + PcTranslationLayout.WORDS,
            own + PcTranslationLayout.CACHE,
            PcTranslationLayout.CACHE_BYTES);
    memory.addCodeWatcher(
        page -> {
          if (tlb.isTraced(page)) {
            written.add(page);
          }
        });
  }

  TranslationCounts counts() {
    return cache.counts();
  }

  int word(int word) {
    return cache.word(word);
  }

  void setWord(int word, int value) {
    cache.setWord(word, value);
  }

  int heldEax() {
    return cache.heldEax();
  }

  Left left(int offset, boolean called) {
    return cache.left(offset, called);
  }

  void forgetAll() {
    cache.reset();
    pages.values().forEach(page -> tlb.trace(page, false));
    pages.clear();
    written.clear();
  }

  /** Drops what is not the guest's code any more, before the guest is entered. */
  void settle() {
    boolean moved = tlb.settle();
    if (!moved && written.isEmpty()) {
      return;
    }
    Iterator<Map.Entry<Integer, Integer>> all = pages.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Integer, Integer> page = all.next();
      int number = page.getValue();
      boolean there = !moved || tlb.known(page.getKey() << Memory.PAGE_BITS) >>> 12 == number;
      if (!there || written.contains(number)) {
        cache.dropPage(page.getKey());
        all.remove();
        if (!pages.containsValue(number)) {
          tlb.trace(number, false);
        }
      }
    }
    written.clear();
  }

  /** Offset of the unit that begins at an address, which is made if it must; -1 if it cannot be. */
  int unit(int eip) {
    int base = guest.segments.base[Segments.CS];
    if (base != codeBase && !moves(base)) {
      return -1;
    }
    int unit = cache.find(eip);
    return unit >= 0 ? unit : translate(eip, base + eip);
  }

  /** Whether all units go, for those of another base. */
  private boolean moves(int base) {
    strangers++;
    if (!pages.isEmpty()) {
      if (strangers < MOST_STRANGERS) {
        return false;
      }
      forgetAll();
    }
    strangers = 0;
    codeBase = base;
    return true;
  }

  private int translate(int eip, int linear) {
    int physical = tlb.code(linear);
    if (physical < 0) {
      return -1;
    }
    if (cache.isFull()) {
      forgetAll();
    }
    int page = linear >>> Memory.PAGE_BITS;
    int number = physical >>> Memory.PAGE_BITS;
    Integer before = pages.get(page);
    if (before != null && before != number) {
      pages.remove(page);
      cache.dropPage(page);
      if (!pages.containsValue(before)) {
        tlb.trace(before, false);
      }
    }
    int unit = cache.translate(new PageSource(linear - eip, page, number), eip, page);
    if (unit >= 0) {
      pages.put(page, number);
      tlb.trace(number, true);
      memory.markCode(physical, cache.sourceBytes(unit));
    }
    return unit;
  }

  /** One page of the guest's code. */
  private final class PageSource implements Source {
    private final int base;
    private final int page;
    private final int number;

    private PageSource(int base, int page, int number) {
      this.base = base;
      this.page = page;
      this.number = number;
    }

    @Override
    public int byteAt(int eip) {
      int linear = base + eip;
      return linear >>> Memory.PAGE_BITS == page
          ? memory.readCode(number << Memory.PAGE_BITS | inPage(eip))
          : NONE;
    }

    /** Nothing names it: what would is done by the interpreter. */
    @Override
    public int selector() {
      return 0;
    }

    @Override
    public int inPage(int eip) {
      return base + eip & Memory.PAGE_SIZE - 1;
    }
  }

  /**
   * Has what called for more lead to the next unit.
   *
   * @param offset of the call
   * @return the unit, or -1 if it cannot be made
   */
  int lead(Left left, int offset) {
    int flushes = counts().flushes();
    int unit = unit(left.eip());
    if (unit >= 0 && flushes == counts().flushes()) {
      if (left.why() == Why.CONTINUE) {
        cache.chain(offset, unit);
      } else {
        cache.remember(left.eip(), unit);
      }
    }
    return unit;
  }

  @Override
  public void save(StateWriter out) {
    out.writeInt(codeBase);
    out.writeInt(strangers);
    out.writeInt(pages.size());
    pages.forEach(
        (page, number) -> {
          out.writeInt(page);
          out.writeInt(number);
        });
    out.writeInt(written.size());
    written.forEach(out::writeInt);
    cache.save(out);
  }

  @Override
  public void load(StateReader in) {
    codeBase = in.readInt();
    strangers = in.readInt();
    pages.clear();
    for (int left = in.readInt(); left > 0; left--) {
      int page = in.readInt();
      pages.put(page, in.readInt());
    }
    written.clear();
    for (int left = in.readInt(); left > 0; left--) {
      written.add(in.readInt());
    }
    cache.load(in);
  }
}
