package cloister.cpu.paging;

import cloister.bus.Memory;
import cloister.cpu.core.Core;
import cloister.cpu.core.Fault;
import cloister.event.Event;
import cloister.event.Event.Cause;
import cloister.event.Exceptions;
import cloister.event.Families;
import cloister.event.Rule;
import cloister.state.Saveable;
import cloister.state.StateReader;
import cloister.state.StateWriter;

/**
 * Turns linear addresses into physical ones (SDM 3, chapter 5): through one translation lookaside
 * buffer for data and one for instructions, and through the page tables where these have no answer.
 * A translation that is there but does not allow the access is looked up again before it is
 * refused.
 */
public final class Paging implements Saveable {
  public static final int DATA_SLOTS = 256;
  public static final int CODE_SLOTS = 64;

  /** What {@link #peek} says of an address without a page. */
  public static final int NOT_MAPPED = -1;

  private static final int PAGE_MASK = -Memory.PAGE_SIZE;

  /** Bits of a page fault's error code (SDM 3, 5.7). */
  private static final int CODE_PRESENT = 1;

  private static final int CODE_WRITE = 1 << 1;
  private static final int CODE_USER = 1 << 2;
  private static final int CODE_RESERVED = 1 << 3;
  private static final int CODE_FETCH = 1 << 4;

  /** Accesses as EPT names them. */
  private static final int NESTED_WRITE = 2;

  private static final int NESTED_FETCH = 4;

  private final Core core;
  private final Tlb data = new Tlb(DATA_SLOTS);
  private final Tlb code = new Tlb(CODE_SLOTS);
  private final PointerTable pointers;
  private final PageWalk walk;
  private final PlainWalk plain;

  /** What refused the last access that was not {@link #translatedPlainly}, or null. */
  private Fault plainRefusal;

  private DropWatcher watcher = (linear, all) -> {};

  /** Told of translations that must be forgotten, also by whoever keeps more of them. */
  public interface DropWatcher {
    /**
     * @param linear of the page that is dropped
     * @param all every page is, but for global ones perhaps
     */
    void dropped(int linear, boolean all);
  }

  public Paging(Core core) {
    this.core = core;
    pointers = new PointerTable(core);
    walk = new PageWalk(core, pointers, false);
    plain = new PlainWalk(core);
  }

  /**
   * The physical address of a byte of data; with paging off, the same address.
   *
   * @param access one of {@link Access}
   */
  public int translate(int linear, int access) {
    if (!core.translates()) {
      return linear;
    }
    int slot = data.slotOf(linear);
    if (data.hits(slot, linear, access)) {
      return data.frame(slot) | linear & ~PAGE_MASK;
    }
    return look(data, slot, linear, access);
  }

  /**
   * The physical address of data that lies in one page, when the buffer has it and allows the
   * access; else negative, as addresses in the upper half are.
   */
  public int kept(int linear, int bytes, int access) {
    int slot = data.slotOf(linear);
    boolean inOnePage = (linear & ~PAGE_MASK) <= Memory.PAGE_SIZE - bytes;
    return inOnePage && data.hits(slot, linear, access)
        ? data.frame(slot) | linear & ~PAGE_MASK
        : -1;
  }

  /** The physical address of a byte of code, when no table is needed; else negative. */
  public int keptCode(int linear) {
    if (!core.translates()) {
      return linear;
    }
    int slot = code.slotOf(linear);
    return code.hits(slot, linear, Access.fetch(core.cpl))
        ? code.frame(slot) | linear & ~PAGE_MASK
        : -1;
  }

  /**
   * The physical address of the next instruction, walking as {@link #translateFetch} does where
   * nobody notices: that marks entries and fills the buffer. Negative when that has to be left to
   * the fetch itself. Only where the fetch is the very next thing.
   */
  public int fetched(int linear) {
    int access = Access.fetch(core.cpl);
    int slot = code.slotOf(linear);
    boolean noticed = core.tracing(Families.PAGES) || core.memory.isWatched() || core.nested;
    if (!core.paging() || noticed || code.hits(slot, linear, access)) {
      return keptCode(linear);
    }
    walk.to(linear);
    if (!walk.complete() || !marksPlainly(false)) {
      return -1;
    }
    return admitWalked(code, slot, linear, access) == null ? walk.physical() : -1;
  }

  /** Another number whenever what the buffer for code holds has changed; no part of a state. */
  public int codeChanges() {
    return code.changes();
  }

  /** The physical address of a byte of code. */
  public int translateFetch(int linear) {
    if (!core.translates()) {
      return linear;
    }
    int access = Access.fetch(core.cpl);
    int slot = code.slotOf(linear);
    if (code.hits(slot, linear, access)) {
      return code.frame(slot) | linear & ~PAGE_MASK;
    }
    return look(code, slot, linear, access);
  }

  /** False while linear addresses are physical ones. */
  public boolean enabled() {
    return core.paging();
  }

  /** A walk that changes nothing, for those who look from outside. */
  public PageWalk probe(int linear) {
    return new PageWalk(core, pointers, true).to(linear);
  }

  /** The physical address of a byte as the tables have it now, or {@link #NOT_MAPPED}. */
  public int peek(int linear) {
    if (!core.translates()) {
      return linear;
    }
    PageWalk found = probe(linear);
    int physical = found.complete() ? found.physical() : NOT_MAPPED;
    return core.nested && found.complete() ? core.virtualization.peek(physical) : physical;
  }

  public Tlb dataTlb() {
    return data;
  }

  public Tlb codeTlb() {
    return code;
  }

  /** The entries that PAE paging keeps in registers. */
  public PointerTable pointers() {
    return pointers;
  }

  public void setDropWatcher(DropWatcher dropWatcher) {
    watcher = dropWatcher;
  }

  public void reset() {
    watcher.dropped(0, true);
    data.drop(true);
    code.drop(true);
    pointers.clear();
  }

  /**
   * Checks and loads what PAE paging takes from memory when CR3 takes a new value; to be called
   * before the register changes.
   */
  public void loadPointers(int cr3) {
    pointers.load(cr3);
  }

  /** CR3 was loaded: what is not global is forgotten. */
  public void dropAfterCr3() {
    drop(Cause.CR3, false);
  }

  /** Paging was switched off, or a control register gave the entries another meaning. */
  public void dropAll() {
    drop(Cause.CONTROL, true);
  }

  public void dropPage(int linear) {
    watcher.dropped(linear, false);
    int bytes = walk.largeBytes();
    int dropped = data.dropPage(linear, bytes) + code.dropPage(linear, bytes);
    report(Cause.INVLPG, linear, dropped);
  }

  /**
   * A guest is entered or left: nothing is kept. The manual demands it without VPIDs and allows it
   * with them (SDM 3, 28.3.3.1), so that INVEPT and INVVPID find nothing that is left to drop.
   */
  public void dropForGuest() {
    data.drop(true);
    code.drop(true);
  }

  /** CR0.WP changed. */
  public void writeProtectChanged() {
    watcher.dropped(0, true);
    data.setWriteProtect(core.writeProtect());
    code.setWriteProtect(core.writeProtect());
  }

  private void drop(Cause cause, boolean andGlobal) {
    watcher.dropped(0, true);
    report(cause, 0, data.drop(andGlobal) + code.drop(andGlobal));
  }

  private void report(Cause cause, int linear, int count) {
    if (count > 0 && core.tracing(Families.PAGES)) {
      core.emit(new Event.TranslationsDropped(cause, linear, count));
    }
  }

  /**
   * What refuses an access to data in one page, or null: then its translation is in the buffer. For
   * those who have better to do than to throw it.
   */
  public Fault refusal(int linear, int access) {
    int slot = data.slotOf(linear);
    return data.hits(slot, linear, access) ? null : admit(data, slot, linear, access);
  }

  /**
   * The physical address of data in one page, if nobody notices how it is found; it is negative in
   * the upper half of memory. Else negative, too, and {@link #plainRefusal} tells what refuses the
   * access; where nothing does, nothing was done, because entries would be marked as used and that
   * would do more than write RAM.
   */
  public int translatedPlainly(int linear, int access) {
    int slot = data.slotOf(linear);
    plainRefusal = null;
    if (data.hits(slot, linear, access)) {
      return data.frame(slot) | linear & ~PAGE_MASK;
    }
    if (plain.reachesTable(linear)) {
      if (!plain.isPresent()) {
        plainRefusal = refuseAbsent(linear, access);
        return NOT_MAPPED;
      }
      if (admitsPlainly(slot, linear, access)) {
        return plain.frame() | linear & ~PAGE_MASK;
      }
    }
    walk.to(linear);
    if (walk.complete() && !marksPlainly(Access.isWrite(access))) {
      return NOT_MAPPED;
    }
    plainRefusal = admitWalked(data, slot, linear, access);
    return plainRefusal == null ? walk.physical() : NOT_MAPPED;
  }

  /** What refused the last access that was not {@link #translatedPlainly}, or null. */
  public Fault plainRefusal() {
    return plainRefusal;
  }

  /** Takes over what a plain walk has found, if it allows the access. */
  private boolean admitsPlainly(int slot, int linear, int access) {
    boolean write = Access.isWrite(access);
    int rights = plain.rights(write);
    boolean admits =
        (Access.allowed(rights, core.writeProtect()) & access) != 0 && plain.marksUsed(write);
    if (admits) {
      data.put(slot, linear, plain.frame(), rights, core.writeProtect());
    }
    return admits;
  }

  /**
   * As {@link #translatedPlainly} where nothing refuses the access. Where something does, and where
   * the bytes lie in two pages, it is negative and nothing is done. Only for what is accessed next.
   */
  public int keptOrWalked(int linear, int bytes, int access) {
    int slot = data.slotOf(linear);
    boolean inOnePage = (linear & ~PAGE_MASK) <= Memory.PAGE_SIZE - bytes;
    if (inOnePage && data.hits(slot, linear, access)) {
      return data.frame(slot) | linear & ~PAGE_MASK;
    }
    boolean walks =
        inOnePage
            && !core.tracing(Families.PAGES)
            && plain.reachesTable(linear)
            && plain.isPresent()
            && admitsPlainly(slot, linear, access);
    return walks ? plain.frame() | linear & ~PAGE_MASK : NOT_MAPPED;
  }

  private int look(Tlb tlb, int slot, int linear, int access) {
    Fault refused = admit(tlb, slot, linear, access);
    if (refused != null) {
      throw refused;
    }
    return tlb.frame(slot) | linear & ~PAGE_MASK;
  }

  /** Walks and puts the translation into the buffer, or says what refuses it. */
  private Fault admit(Tlb tlb, int slot, int linear, int access) {
    walk.to(linear);
    return admitWalked(tlb, slot, linear, access);
  }

  private Fault admitWalked(Tlb tlb, int slot, int linear, int access) {
    Fault refused = walk.complete() ? lackingRight(access) : refuse(walk.refusal(), access);
    if (refused != null) {
      return refused;
    }
    markUsed(Access.isWrite(access));
    if (tlb.used(slot) && tlb.linear(slot) != (linear & PAGE_MASK)) {
      report(Cause.REPLACED, tlb.linear(slot), 1);
    }
    if (core.nested) {
      putNested(tlb, slot, linear, access);
    } else {
      tlb.put(slot, linear, walk.frame(), rights(), core.writeProtect());
    }
    if (core.tracing(Families.PAGES)) {
      emitTranslation();
    }
    return null;
  }

  /** Of a guest's page, what both kinds of tables allow together (SDM 3, 28.2.4). */
  private void putNested(Tlb tlb, int slot, int linear, int access) {
    int kind = Access.isFetch(access) ? NESTED_FETCH : Access.isWrite(access) ? NESTED_WRITE : 1;
    int guest = walk.frame() | linear & ~PAGE_MASK;
    int frame = core.virtualization.physical(guest, kind, linear, false) & PAGE_MASK;
    int allowed = core.virtualization.allowed();
    int rights = rights();
    rights &= (allowed & NESTED_WRITE) != 0 ? -1 : ~PageEntry.DIRTY;
    rights |= (allowed & NESTED_FETCH) != 0 ? 0 : PageEntry.NO_EXECUTE;
    tlb.put(slot, linear, frame, rights, core.writeProtect());
  }

  private Fault lackingRight(int access) {
    boolean user = Access.isUser(access);
    if (user && !walk.user()) {
      walk.lacking(PageEntry.USER);
      return refuse(Rule.PAGE_SUPERVISOR_ONLY, access);
    }
    if (Access.isWrite(access) && !walk.writable() && (user || core.writeProtect())) {
      walk.lacking(PageEntry.WRITABLE);
      return refuse(Rule.PAGE_READ_ONLY, access);
    }
    if (Access.isFetch(access) && walk.noExecute()) {
      walk.executing();
      return refuse(Rule.PAGE_NO_EXECUTE, access);
    }
    return null;
  }

  private Fault refuseAbsent(int linear, int access) {
    return refuse(Rule.PAGE_NOT_PRESENT, access, linear, plain.tableEntry(), plain.tableAddress());
  }

  private Fault refuse(Rule rule, int access) {
    return refuse(rule, access, walk.linear(), walk.decidingEntry(), walk.decidingAddress());
  }

  /**
   * @param linear of the access
   * @param entry that decides
   * @param address where that entry lies, in physical memory
   */
  private Fault refuse(Rule rule, int access, int linear, int entry, int address) {
    int errorCode = rule == Rule.PAGE_NOT_PRESENT ? 0 : CODE_PRESENT;
    errorCode |= Access.isWrite(access) ? CODE_WRITE : 0;
    errorCode |= Access.isUser(access) ? CODE_USER : 0;
    errorCode |= rule == Rule.PAGE_RESERVED_BITS ? CODE_RESERVED : 0;
    boolean wide = (core.cr4 & Core.CR4_PAE) != 0;
    errorCode |= Access.isFetch(access) && wide && core.noExecuteEnabled() ? CODE_FETCH : 0;
    if (!core.nonRoot || !core.virtualization.takesPageFault(errorCode, linear)) {
      core.cr2 = linear;
    }
    forget(linear);
    return core.fault(Exceptions.PF, errorCode, rule, linear, entry, address);
  }

  /** A page fault drops the translations that were kept for its address (SDM 3, 5.10.4.1). */
  private void forget(int linear) {
    watcher.dropped(linear, false);
    int bytes = walk.largeBytes();
    data.dropPage(linear, bytes);
    code.dropPage(linear, bytes);
  }

  /** Sets A in every entry used and D in the last one for a write (SDM 3, 5.8). */
  private void markUsed(boolean write) {
    int last = PageEntry.ACCESSED | (write ? PageEntry.DIRTY : 0);
    if (!walk.large()) {
      mark(walk.directoryAddress(), walk.directoryEntry(), PageEntry.ACCESSED);
    }
    mark(walk.lastAddress(), walk.lastEntry(), last);
    walk.marked(last);
  }

  private boolean marksPlainly(boolean write) {
    int last = PageEntry.ACCESSED | (write ? PageEntry.DIRTY : 0);
    return (walk.large()
            || marksPlainly(walk.directoryAddress(), walk.directoryEntry(), PageEntry.ACCESSED))
        && marksPlainly(walk.lastAddress(), walk.lastEntry(), last);
  }

  private boolean marksPlainly(int address, int entry, int bits) {
    return (entry & bits) == bits || core.memory.writesPlainly(address, 4);
  }

  private void mark(int address, int entry, int bits) {
    if ((entry & bits) != bits) {
      core.memory.write32(walk.place(address, NESTED_WRITE | 1), entry | bits);
    }
  }

  private int rights() {
    return (walk.writable() ? PageEntry.WRITABLE : 0)
        | (walk.user() ? PageEntry.USER : 0)
        | (walk.dirty() ? PageEntry.DIRTY : 0)
        | (walk.large() ? PageEntry.LARGE : 0)
        | (walk.global() ? PageEntry.GLOBAL : 0)
        | (walk.noExecute() ? PageEntry.NO_EXECUTE : 0);
  }

  private void emitTranslation() {
    core.emit(
        new Event.PageTranslated(
            walk.linear(),
            walk.physical(),
            walk.directoryAddress(),
            walk.directoryEntry(),
            walk.tableAddress(),
            walk.tableEntry(),
            rights(),
            walk.large()));
  }

  @Override
  public void save(StateWriter out) {
    data.save(out);
    code.save(out);
    pointers.save(out);
  }

  @Override
  public void load(StateReader in) {
    data.load(in);
    code.load(in);
    pointers.load(in);
  }
}
